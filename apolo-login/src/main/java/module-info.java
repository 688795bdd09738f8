/** Configuration and credentials of those who are signed in to the platform. */
module us.apolo.images.login {
    requires transitive us.apolo.images;
    requires java.sql;
    requires static org.jspecify;
    requires org.xerial.sqlitejdbc;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.toml;

    exports us.apolo.images.login;
}
