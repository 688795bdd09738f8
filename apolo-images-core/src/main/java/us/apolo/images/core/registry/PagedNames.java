package us.apolo.images.core.registry;

import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import us.apolo.images.RegistryRefusedException;

/**
 * The names of a list, page after page. The next page is asked for when the last one is used up; the end is an empty
 * page, a page without a link, or a link that has been followed before.
 */
final class PagedNames implements Iterator<String>, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PagedNames.class.getName());

    private final RegistryClient client;
    private final NameList list;
    private final PageSizes sizes;
    private final Set<URI> followed = new HashSet<>();
    private @Nullable OpenPage page;
    private @Nullable String name;
    private boolean emptyPage = true;
    private boolean started;
    private boolean done;

    private PagedNames(RegistryClient client, NameList list, PageSizes sizes) {
        this.client = client;
        this.list = list;
        this.sizes = sizes;
    }

    /** The names as a stream that asks for nothing until it is read. */
    static Stream<String> stream(RegistryClient client, NameList list, PageSizes sizes) {
        var names = new PagedNames(client, list, sizes);
        var characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(names, characteristics), false)
                .onClose(names::close);
    }

    @Override
    public boolean hasNext() {
        try {
            while (name == null && !done) {
                advance();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return name != null;
    }

    @Override
    public String next() {
        if (!hasNext() || name == null) {
            throw new NoSuchElementException();
        }
        var next = name;
        name = null;
        return next;
    }

    private void advance() {
        if (!started) {
            started = true;
            page = firstPage();
            return;
        }
        if (page == null) {
            done = true;
            return;
        }
        name = page.nextName();
        if (name == null) {
            page.close();
            page = emptyPage ? null : nextPage(page.next());
        }
        emptyPage = name == null;
    }

    private OpenPage firstPage() {
        for (var size = sizes.first(list); ; size = sizes.smaller(size)) {
            try {
                var first = new OpenPage(client, new PageEndpoint(list, list.path() + size.query()));
                sizes.remember(list, size);
                followed.add(first.uri());
                return first;
            } catch (RegistryRefusedException e) {
                if (!size.mayBeRefused(e)) {
                    throw e;
                }
            }
        }
    }

    private @Nullable OpenPage nextPage(Optional<URI> link) {
        if (link.isEmpty()) {
            return null;
        }
        if (!followed.add(link.get())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The registry {0} leads from a page of {1} back to an earlier one, so the list ends there; names"
                            + " may be missing",
                    list.registry(),
                    list.field());
            return null;
        }
        return new OpenPage(client, new PageEndpoint(list, link.get().toString()));
    }

    @Override
    public void close() {
        done = true;
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
