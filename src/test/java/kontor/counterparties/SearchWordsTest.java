package kontor.counterparties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words a text is found by. */
class SearchWordsTest {

    @ParameterizedTest(name = "{0} reads as {1}")
    @CsvSource({
        "Acme Corp,          acme|corp;acmecorp",
        "Müller & Söhne AG,  muller|sohne|ag;mullersohneag",
        "Ærøskøbing,         aeroskobing",
        "Straße,             strasse",
        "STRASSE,            strasse",
        "ﬁnance,             finance",
        "İstanbul,           istanbul",
        "acme-corp-123,      acme|corp|123;acmecorp123",
        "DE89 3704 0044,     de89|3704|0044;de8937040044",
        "505-0604,           505|0604;5050604",
        "日本銀行,            日本銀行",
    })
    void readings_areAllWordsOrOneNumber(String query, String readings) {
        assertThat(
                        SearchWords.readings(query).stream()
                                .map(words -> String.join("|", words))
                                .toList())
                .isEqualTo(java.util.List.of(readings.split(";")));
    }

    @Test
    void readings_ofSignsAlone_areWithoutWords() {
        assertThat(SearchWords.readings("***")).containsExactly(Set.of());
    }

    @Test
    void readings_cutWordsAt64CharactersNotInTheMiddleOfOne() {
        assertThat(SearchWords.readings("𝒶".repeat(70))).containsExactly(Set.of("a".repeat(64)));
        assertThat(SearchWords.readings("𐐨".repeat(70))).containsExactly(Set.of("𐐨".repeat(64)));
    }

    @Test
    void readings_haveAtMost100Words() {
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("word").append(i).append(' ');
        }
        assertThat(SearchWords.readings(text.toString()).getFirst())
                .hasSize(100)
                .contains("word99");
    }
}
