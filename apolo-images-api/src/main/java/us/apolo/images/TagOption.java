package us.apolo.images;

/** What {@link ImageParser} makes of a name without a tag, and of one with a tag. */
public enum TagOption {
    /** A missing tag becomes {@code latest}. */
    DEFAULT,
    /** A missing tag stays missing. */
    ALLOW,
    /** A tag is refused. */
    DENY
}
