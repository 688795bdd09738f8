@NullMarked
package us.apolo.images.services;

import org.jspecify.annotations.NullMarked;
