@NullMarked
package us.apolo.images.transport.apache;

import org.jspecify.annotations.NullMarked;
