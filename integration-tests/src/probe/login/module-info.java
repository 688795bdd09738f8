/** A program of somebody who is signed in. */
module us.apolo.images.signedin {
    requires us.apolo.images.core;
    requires us.apolo.images.login;
}
