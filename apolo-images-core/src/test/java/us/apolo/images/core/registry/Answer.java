package us.apolo.images.core.registry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import us.apolo.images.port.HttpHeaders;

/** What a {@link ScriptedTransport} answers with. */
record Answer(int status, HttpHeaders headers, InputStream body) {
    static Answer status(int status) {
        return new Answer(status, HttpHeaders.empty(), InputStream.nullInputStream());
    }

    static Answer ok(String body) {
        return status(200).body(body);
    }

    static Answer redirect(int status, String location) {
        return status(status).with("Location", location);
    }

    Answer with(String name, String value) {
        var more = HttpHeaders.builder();
        headers.asMap().forEach((known, values) -> values.forEach(one -> more.add(known, one)));
        return new Answer(status, more.add(name, value).build(), body);
    }

    Answer body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    Answer body(byte[] bytes) {
        return body(new ByteArrayInputStream(bytes));
    }

    Answer body(InputStream stream) {
        return new Answer(status, headers, stream);
    }
}
