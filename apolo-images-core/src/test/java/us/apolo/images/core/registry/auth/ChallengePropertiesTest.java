package us.apolo.images.core.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import us.apolo.images.port.HttpHeaders;

class ChallengePropertiesTest {
    private static Challenges read(List<String> fields) {
        var headers = HttpHeaders.builder();
        fields.forEach(field -> headers.add("WWW-Authenticate", field));
        return Challenges.of(headers.build());
    }

    /** A challenge, and a way to write it. */
    record Written(Challenge challenge, String text) {}

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("abzABZ09!#$%&'*+-.^_`|~")
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    private static Arbitrary<String> values() {
        return Arbitraries.strings().ascii().ofMaxLength(20).map(text -> text.replaceAll("[\\p{Cntrl}]", " "));
    }

    private static Arbitrary<String> space(String usual) {
        return Arbitraries.of(usual, usual, usual + " ", " " + usual, "\t" + usual + "  ");
    }

    private Arbitrary<Map.Entry<String, String>> parameter(String name) {
        return Combinators.combine(values(), space("=")).as((value, equals) -> {
            var quoted = '"' + value.replaceAll("([\"\\\\x])", "\\\\$1") + '"';
            return Map.entry(value, name + equals + quoted);
        });
    }

    @Provide
    Arbitrary<Written> challenges() {
        return words().flatMap(scheme -> words().set().ofMaxSize(4).flatMap(names -> {
            var distinct = names.stream()
                    .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), name -> name, (one, other) -> one))
                    .values()
                    .stream()
                    .toList();
            return Combinators.combine(distinct.stream().map(this::parameter).toList())
                    .as(parameters -> parameters)
                    .flatMap(parameters -> space(",").map(comma -> {
                        var meant = new HashMap<String, String>();
                        for (var i = 0; i < distinct.size(); i++) {
                            meant.put(
                                    distinct.get(i).toLowerCase(Locale.ROOT),
                                    parameters.get(i).getKey());
                        }
                        return new Written(
                                new Challenge(scheme.toLowerCase(Locale.ROOT), meant),
                                scheme + " "
                                        + parameters.stream()
                                                .map(Map.Entry::getValue)
                                                .collect(Collectors.joining(comma)));
                    }));
        }));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whateverIsWrittenByTheRulesIsReadAsItWasMeant(
            @ForAll("challenges") Written first, @ForAll("challenges") Written second, @ForAll boolean inOneField) {
        var fields = new ArrayList<>(
                inOneField ? List.of(first.text() + " , ," + second.text()) : List.of(first.text(), second.text()));

        assertThat(read(fields).all()).containsExactly(first.challenge(), second.challenge());
    }

    @Provide
    Arbitrary<String> garbage() {
        var pieces = Arbitraries.of(
                "Bearer",
                "basic",
                "realm",
                "scope",
                "=",
                "\"",
                "\\",
                ",",
                " ",
                "\t",
                "https://a/b",
                "a",
                "==",
                "é",
                "(");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(30).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(60).map(text -> text.replaceAll("[\r\n\0]", "")));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whateverComesIsReadOrPassedOver(@ForAll("garbage") String field) {
        for (var challenge : read(List.of(field)).all()) {
            assertThat(challenge.scheme()).matches("[a-z0-9!#$%&'*+.^_`|~-]+");
            assertThat(String.join("", challenge.parameters().values()).length())
                    .isLessThanOrEqualTo(field.length());
        }
    }
}
