package us.apolo.images.login;

import us.apolo.images.ApoloConfig;
import us.apolo.images.port.HttpTransport;

/** Where a login is. */
interface LoginSource {
    /** What it is called in messages. */
    String name();

    /** The login as it is, with a token that may have to be renewed. */
    Login known(HttpTransport transport);

    /** The login that was just read, with a token that will do as far as can be told; renewed if it has to be. */
    Login current(Login known, HttpTransport transport);

    /** The login with another token than the one that was refused. */
    Login renewed(String refused, HttpTransport transport);

    /** The configuration of the moment. */
    ApoloConfig config(HttpTransport transport);
}
