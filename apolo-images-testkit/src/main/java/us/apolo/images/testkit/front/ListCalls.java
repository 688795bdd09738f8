package us.apolo.images.testkit.front;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;

/** The calls for tags and repositories, page by page. */
final class ListCalls {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final RegistryStore store;
    private final Rules rules;

    ListCalls(RegistryStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    void handleTags(Call call) throws IOException {
        if (!call.method().equals("GET")) {
            call.refuseMethod("GET");
            return;
        }
        var names = store.tags(call.repository());
        if (names.isEmpty() && !rules.keepsEmpty()) {
            throw new RefusedException(ErrorCode.NAME_UNKNOWN, call.repository());
        }
        var document = MAPPER.createObjectNode().put("name", call.repository());
        if (names.isEmpty() && rules.nullTags()) {
            document.putNull("tags");
            call.answerJson(200, HttpHeaders.builder(), document + "\n");
        } else {
            var all = rules.digestsAmongTags() ? withDigests(call, names) : names;
            answer(
                    call,
                    document,
                    "tags",
                    (last, most) -> all.stream()
                            .dropWhile(name -> name.compareTo(last) <= 0)
                            .limit(most)
                            .toList());
        }
    }

    private List<String> withDigests(Call call, List<String> tags) {
        var digests = tags.stream()
                .map(tag ->
                        store.manifest(call.repository(), Reference.tag(tag)).content())
                .map(content -> content.digest().toString());
        return Stream.concat(tags.stream(), digests).distinct().sorted().toList();
    }

    void handleCatalog(Call call) throws IOException {
        if (call.method().equals("GET")) {
            answer(call, MAPPER.createObjectNode(), "repositories", store::repositories);
        } else {
            call.refuseMethod("GET");
        }
    }

    /** Names in their order. */
    private interface SortedNames {
        /** Those after a name, and no more than so many. */
        List<String> after(String last, long most);
    }

    private void answer(Call call, ObjectNode document, String member, SortedNames names) throws IOException {
        if (rules.links() == Rules.Links.NONE) {
            var all = document.putArray(member);
            names.after("", Long.MAX_VALUE).forEach(all::add);
            call.answerJson(200, HttpHeaders.builder(), document + "\n");
            return;
        }
        var size = size(call);
        var rest = names.after(last(call), size + 1L);
        var page = rest.subList(0, Math.min(size, rest.size()));
        var array = document.putArray(member);
        page.forEach(array::add);
        var headers = HttpHeaders.builder();
        if (page.size() < rest.size() && size > 0) {
            headers.add("Link", link(call, page.get(size - 1), size));
        }
        call.answerJson(200, headers, document + "\n");
    }

    /** What is not a number is as good as none. */
    private int size(Call call) {
        var text = call.query().first("n").orElse("");
        if (!text.matches("\\d+")) {
            return rules.pageLimit();
        }
        if (text.length() > 9 || Integer.parseInt(text) > rules.pageLimit()) {
            throw new RefusedException(
                    ErrorCode.PAGINATION_NUMBER_INVALID, "At most " + rules.pageLimit() + " names at once");
        }
        return Integer.parseInt(text);
    }

    /** The name that the page begins after. */
    private String last(Call call) {
        if (rules.links() != Rules.Links.OPAQUE) {
            return call.query().first("last").orElse("");
        }
        try {
            var page = Base64.getUrlDecoder()
                    .decode(call.query().first("next_page").orElse(""));
            return new String(page, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.PAGINATION_NUMBER_INVALID, "There is no such page");
        }
    }

    private String link(Call call, String last, int size) {
        var query = "?last=" + URLEncoder.encode(last, StandardCharsets.UTF_8) + "&n=" + size;
        return switch (rules.links()) {
            case UNUSUAL ->
                "<" + call.exchange().path() + ">; rel=\"first\", <" + query + ">;title=\"next, please\"; Rel=next";
            case OPAQUE ->
                "<" + call.exchange().path() + "?n=" + size + "&next_page="
                        + Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8))
                        + ">; rel=\"next\"";
            default -> "<" + call.exchange().path() + query + ">; rel=\"next\"";
        };
    }
}
