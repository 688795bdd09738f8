/**
 * The local store of a folder in the OCI image layout, without a container engine. {@link
 * us.apolo.images.oci.OciLayout} is the store; the rest stays inside.
 */
@NullMarked
package us.apolo.images.oci;

import org.jspecify.annotations.NullMarked;
