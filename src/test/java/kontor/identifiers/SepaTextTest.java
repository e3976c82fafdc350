package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import kontor.core.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SepaTextTest {

    @ParameterizedTest
    @CsvSource({
        "Müller & Söhne, 70, Mueller + Soehne",
        "Ärzte, 70, Aerzte",
        "ÄRZTE, 70, AERZTE",
        "Ä Ö Ü, 70, AE OE UE",
        "Straße STRAẞE, 70, Strasse STRASSE",
        "Åsa Øre Łódź Éva Çelik Đorđe, 70, Asa Ore Lodz Eva Celik Dorde",
        "Þór Æsir Ístanbul İzmir ılık, 70, Thor Aesir Istanbul Izmir ilik",
        "Γιώργος Παπαδόπουλος, 70, Giorgos Papadopoulos",
        "ΨΥΧΗ Θεσσαλονίκη, 70, PSYCHI Thessaloniki",
        "Живков Щерев Йовчев, 70, Zhivkov Shterev Yovchev",
        "ЮЛИЯ, 70, YULIYA",
        "Ђорђе Љубић Џаић, 70, Djordje Ljubic Dzaic",
        "Київ, 70, Kiyiv",
        "'“100 €” – 5’ [a_b]; c@d', 70, '.100 EUR. - 5'' (a-b), c.d'",
        "株式会社, 70, ....",
        "ﬁ １２, 70, fi 12",
        "'  two  ', 70, two",
        "ABC/, 70, ABC",
        "ABC /, 70, ABC",
        "/RFB/1, 70, RFB/1",
        "https://a.example//b, 70, https:/a.example/b",
        "ab/cd, 3, ab",
        "ab cd, 3, ab",
        "ÄÖÜ, 4, AEOE",
        "ÄÖÜ, 3, AEO",
        "'', 70, ''",
        "///, 70, ''",
    })
    void transliterate_keepsTheTextReadable(String text, int maxLength, String expected) {
        assertThat(SepaText.transliterate(text, maxLength)).isEqualTo(expected);
    }

    @Test
    void transliterate_takesDecomposedLettersAndLineBreaks() {
        assertThat(SepaText.transliterate("Mu\u0308ller\r\nAG\u200d\t\ud83d\ude00", 70))
                .isEqualTo("Mueller AG .");
    }

    @ParameterizedTest
    @CsvSource({
        "Åsa Öberg-Müller, Åsa Öberg-Mueller",
        "A\u030Asa, Åsa",
        "ÅÄÖ åäö é, ÅÄÖ åäö e",
    })
    void rewrite_keepsNationalLetters_howeverTheyAreComposed(String text, String expected) {
        assertThat(SepaText.rewrite(text, "ÅÄÖåäö")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "株式会社, true",
        "😀 😀, true",
        "' / ', true",
        "\u200B\u202E, true",
        "مرحبا, true",
        "שלום, true",
        "Ωmega, false",
        "Ёлка, false",
        "..., false",
        "株式会社 1, false",
        "１２３, false",
        "ﬁ, false",
    })
    void wordsProblem_findsWhatNobodyCouldRead(String text, boolean isProblem) {
        assertThat(SepaText.wordsProblem(text).isPresent()).isEqualTo(isProblem);
    }

    @Test
    void transliterate_staysInSetAndLength() {
        Seeded.forAll(
                10_000,
                seeded -> {
                    String text = seeded.text(160);
                    int maxLength = seeded.between(0, 140);
                    String result = SepaText.transliterate(text, maxLength);
                    assertThat(SepaText.isText(result)).as(result).isTrue();
                    assertThat(result).hasSizeLessThanOrEqualTo(maxLength);
                    assertThat(result).doesNotEndWith(" ").doesNotEndWith("/");
                    assertThat(result).doesNotStartWith(" ").doesNotStartWith("/");
                    assertThat(result).doesNotContain("//");
                    assertThat(SepaText.transliterate(result, maxLength)).isEqualTo(result);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "INV-2026/417",
                "a b",
                "+?/:().,'-0",
                "12345678901234567890123456789012345"
            })
    void identifierProblem_acceptsTheRestrictedSet(String identifier) {
        assertThat(SepaText.identifierProblem(identifier)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INV_417, '''_'' (U+005F)'",
        "Müller, '''ü'' (U+00FC)'",
        "a\u0007b, character U+0007;",
        "123456789012345678901234567890123456, 1 to 35 characters",
        "'', 1 to 35 characters",
        "/A, slash",
        "A/, slash",
        "A//B, slash",
        "' A', blank",
    })
    void identifierProblem_namesWhatIsWrong(String identifier, String problem) {
        assertThat(SepaText.identifierProblem(identifier)).get().asString().contains(problem);
    }

    @Test
    void mandateReferenceProblem_refusesBlanksInside() {
        assertThat(SepaText.mandateReferenceProblem("MND 1")).get().asString().contains("blank");
        assertThat(SepaText.mandateReferenceProblem("MND-1")).isEmpty();
    }

    @Test
    void identifierProblem_neverThrows() {
        Seeded.forAll(
                5_000,
                seeded -> {
                    String text = seeded.text(35);
                    boolean fine = SepaText.identifierProblem(text).isEmpty();
                    assertThat(!fine || SepaText.isText(text)).isTrue();
                });
    }
}
