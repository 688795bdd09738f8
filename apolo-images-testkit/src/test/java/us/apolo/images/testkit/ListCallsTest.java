package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.testkit.Client.header;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListCallsTest extends CallsCase {
    private final TestImage image = TestImage.builder().build();

    ListCallsTest() {
        super(RegistryServer.builder().pageLimit(2));
    }

    private List<String> pages(String target) throws Exception {
        var pages = new ArrayList<String>();
        for (var next = target; !next.isEmpty(); ) {
            var answer = client.get(next);
            pages.add(answer.body().strip());
            var link = header(answer, "Link");
            assertThat(link).matches("|</v2/.*>; rel=\"next\"");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return pages;
    }

    @Test
    void tagsComeSortedAndPageByPage() throws Exception {
        for (var tag : List.of("b", "a", "C", "_d", "10")) {
            server.put("team/app", tag, image);
        }
        assertThat(pages("/v2/team/app/tags/list"))
                .containsExactly(
                        "{\"name\":\"team/app\",\"tags\":[\"10\",\"C\"]}",
                        "{\"name\":\"team/app\",\"tags\":[\"_d\",\"a\"]}",
                        "{\"name\":\"team/app\",\"tags\":[\"b\"]}");
        assertThat(pages("/v2/team/app/tags/list?n=1")).hasSize(5);
        assertThat(pages("/v2/team/app/tags/list?n=2&last=_d"))
                .containsExactly("{\"name\":\"team/app\",\"tags\":[\"a\",\"b\"]}");
        assertThat(pages("/v2/team/app/tags/list?last=z")).containsExactly("{\"name\":\"team/app\",\"tags\":[]}");
    }

    @Test
    void repositoriesComeSortedAndPageByPage() throws Exception {
        for (var repository : List.of("b", "a/x", "c")) {
            server.put(repository, "v1", image);
        }
        client.upload("d", "a blob alone");
        client.startUpload("e");
        assertThat(pages("/v2/_catalog"))
                .containsExactly("{\"repositories\":[\"a/x\",\"b\"]}", "{\"repositories\":[\"c\",\"d\"]}");
        assertThat(server.repositories()).containsExactly("a/x", "b", "c", "d");
        assertThat(client.get("/v2/_catalog?n=0").body().strip()).isEqualTo("{\"repositories\":[]}");
        assertThat(client.get("/v2/_catalog?n=x").statusCode()).isEqualTo(200);
    }

    private void putTags(String... tags) {
        for (var tag : tags) {
            server.put("app", tag, image);
        }
    }

    @Test
    void aLinkMayLookUnusual() throws Exception {
        restart(RegistryServer.builder().pageLimit(2).pageLinks(PageLinks.UNUSUAL));
        putTags("a", "b", "c");
        var answer = client.get("/v2/app/tags/list?n=2");

        assertThat(header(answer, "Link"))
                .isEqualTo("</v2/app/tags/list>; rel=\"first\", <?last=b&n=2>;title=\"next, please\"; Rel=next");

        assertThat(client.get("/v2/app/tags/list?last=b&n=2").body()).contains("[\"c\"]");
    }

    @Test
    void aLinkMayBeUnderstoodByTheServerAlone() throws Exception {
        restart(RegistryServer.builder().pageLinks(PageLinks.OPAQUE));
        putTags("a", "b", "c");

        assertThat(pages("/v2/app/tags/list?n=2"))
                .containsExactly("{\"name\":\"app\",\"tags\":[\"a\",\"b\"]}", "{\"name\":\"app\",\"tags\":[\"c\"]}");

        assertThat(client.get("/v2/app/tags/list?n=2&last=b").body())
                .as("last counts for nothing")
                .contains("[\"a\"");
        assertThat(client.get("/v2/app/tags/list?next_page=**").statusCode()).isEqualTo(400);
    }

    @Test
    void everythingMayComeAtOnceHoweverMuchIsAskedFor() throws Exception {
        restart(RegistryServer.builder().pageLimit(2).pageLinks(PageLinks.NONE));
        putTags("a", "b", "c");

        assertThat(pages("/v2/app/tags/list?n=1&last=a"))
                .containsExactly("{\"name\":\"app\",\"tags\":[\"a\",\"b\",\"c\"]}");
        assertThat(pages("/v2/_catalog?n=9")).containsExactly("{\"repositories\":[\"app\"]}");
    }

    @Test
    void digestsMayStandAmongTheTags() throws Exception {
        restart(RegistryServer.builder().digestsAmongTags(true));
        putTags("a", "z");

        assertThat(pages("/v2/app/tags/list"))
                .containsExactly("{\"name\":\"app\",\"tags\":[\"a\",\"" + image.digest() + "\",\"z\"]}");
        assertThat(server.tags("app")).containsExactly("a", "z");
    }

    @Test
    void repositoriesMayNotBeListed() throws Exception {
        restart(RegistryServer.builder().catalog(false));

        assertThat(client.get("/v2/_catalog").statusCode()).isEqualTo(404);
        assertThat(client.get("/v2/").statusCode()).isEqualTo(200);
    }

    @Test
    void moreThanAPageIsRefused() throws Exception {
        server.put("app", "v1", image);
        for (var target : List.of("/v2/app/tags/list?n=3", "/v2/_catalog?n=3", "/v2/_catalog?n=99999999999")) {
            var answer = client.get(target);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"PAGINATION_NUMBER_INVALID\"");
        }
    }

    @Test
    void aRepositoryThatHadNoManifestIsUnknown() throws Exception {
        client.upload("app", "a blob alone");
        for (var repository : List.of("app", "other")) {
            var answer = client.get("/v2/" + repository + "/tags/list");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"NAME_UNKNOWN\"");
            assertThat(server.tags(repository)).isEmpty();
        }
        assertThat(client.get("/v2/UPPER/tags/list").body()).contains("\"NAME_INVALID\"");
    }

    @Test
    void aRepositoryWithoutTagsLooksAsIsWanted() throws Exception {
        assertThat(emptied(RegistryServer.builder())).isEqualTo("200 {\"name\":\"app\",\"tags\":null}");
        assertThat(emptied(RegistryServer.builder().nullTags(false))).isEqualTo("200 {\"name\":\"app\",\"tags\":[]}");
        assertThat(emptied(RegistryServer.builder().emptyRepositories(false)))
                .startsWith("404 {\"errors\":[{\"code\":\"NAME_UNKNOWN\"");
    }

    private String emptied(RegistryServerBuilder builder) throws Exception {
        restart(builder);
        server.put("app", "v1", image);
        client.send("DELETE", "/v2/app/manifests/" + image.digest());
        var answer = client.get("/v2/app/tags/list");
        return answer.statusCode() + " " + answer.body().strip();
    }
}
