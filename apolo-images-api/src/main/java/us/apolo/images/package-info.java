/**
 * Container images between a local image store and a registry: names, operations, progress and errors.
 *
 * <p>{@link us.apolo.images.Images} has the operations, {@link us.apolo.images.ImageParser} reads names, and every
 * error is an {@link us.apolo.images.ImagesException}.
 *
 * @serial exclude
 */
@NullMarked
package us.apolo.images;

import org.jspecify.annotations.NullMarked;
