package us.apolo.images.transport.okhttp;

/**
 * A socket that knows how many bytes have come through it, after decryption: none means that it is fresh, and no more
 * than before a request that nothing of the response has come.
 */
interface ReceivedBytes {
    long received();
}
