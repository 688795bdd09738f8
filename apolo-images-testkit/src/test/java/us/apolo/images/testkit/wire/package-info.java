@NullMarked
package us.apolo.images.testkit.wire;

import org.jspecify.annotations.NullMarked;
