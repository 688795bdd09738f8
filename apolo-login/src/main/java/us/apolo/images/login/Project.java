package us.apolo.images.login;

/**
 * A project of the platform.
 *
 * @param name its name
 * @param cluster the name of its cluster
 * @param organization the name of its organization
 */
record Project(String name, String cluster, String organization) {}
