/** For tests: ports in memory, a registry on loopback, and the suites that every adapter passes. */
module us.apolo.images.testkit {
    requires transitive us.apolo.images;
    requires java.net.http;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires tools.jackson.databind;

    exports us.apolo.images.testkit;
    exports us.apolo.images.testkit.contract;
    exports us.apolo.images.testkit.junit;
}
