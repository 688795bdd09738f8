package us.apolo.images.testkit.front;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.port.HttpHeaders;
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
            answer(call, document, "tags", names);
        }
    }

    void handleCatalog(Call call) throws IOException {
        if (call.method().equals("GET")) {
            answer(call, MAPPER.createObjectNode(), "repositories", store.repositories());
        } else {
            call.refuseMethod("GET");
        }
    }

    private void answer(Call call, ObjectNode document, String member, List<String> sorted) throws IOException {
        var size = size(call);
        var last = call.query().first("last").orElse("");
        var rest = sorted.stream().filter(name -> name.compareTo(last) > 0).toList();
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

    private static String link(Call call, String last, int size) {
        return "<" + call.exchange().path() + "?last=" + URLEncoder.encode(last, StandardCharsets.UTF_8) + "&n=" + size
                + ">; rel=\"next\"";
    }
}
