package us.apolo.images.benchmarks.jmh;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A catalog whose pages have been written beforehand, so that what reads it is the limit and not what serves it. It knows
 * no password and nothing but the pages: the number behind {@code page=} is the page, the first one without it.
 */
final class PreparedCatalog implements AutoCloseable {
    private static final int PAGE = 10_000;

    private final ServerSocket socket;
    private final List<byte[]> pages;

    private PreparedCatalog(ServerSocket socket, List<byte[]> pages) {
        this.socket = socket;
        this.pages = pages;
    }

    static PreparedCatalog start(int names) throws IOException {
        var pages = new ArrayList<byte[]>();
        for (var first = 0; first < names; first += PAGE) {
            pages.add(page(first, Math.min(names, first + PAGE), names));
        }
        var catalog = new PreparedCatalog(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), pages);
        daemon(catalog::accept);
        return catalog;
    }

    /** One of the names: they are sorted as they are numbered. */
    static String name(int number) {
        return "acme/project-%03d/image-%06d".formatted(number / 5000, number);
    }

    private static byte[] page(int from, int to, int names) {
        var body = new StringBuilder("{\"repositories\":[");
        for (var i = from; i < to; i++) {
            body.append(i == from ? "\"" : ",\"").append(name(i)).append('"');
        }
        body.append("]}\n");
        var link = to < names ? "Link: </v2/_catalog?n=" + PAGE + "&page=" + to / PAGE + ">; rel=\"next\"\r\n" : "";
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + link + "Content-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "catalog");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                daemon(() -> serve(client));
            }
        } catch (SocketException e) {
            // It was closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            var request = line(in);
            while (!request.isEmpty()) {
                while (!line(in).isEmpty()) {
                    // The fields have no say.
                }
                client.getOutputStream().write(pages.get(number(request)));
                request = line(in);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static int number(String request) {
        var page = request.indexOf("page=");
        return page < 0 ? 0 : Integer.parseInt(request.substring(page + 5, request.indexOf(' ', page)));
    }

    /** A line without its end; empty too at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
