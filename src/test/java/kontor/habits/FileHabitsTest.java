package kontor.habits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import kontor.habits.FileHabits.ChargeBearing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile wants to be told, beside what a connection gives. */
class FileHabitsTest {

    private static FileHabits wanting(String scheme) {
        return new FileHabits(
                false,
                false,
                Optional.of(FileHabits.scheme(scheme)),
                Optional.empty(),
                false,
                false,
                Set.of(),
                ChargeBearing.WHERE_ASKED,
                true,
                "",
                OwnHabits.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    BIC  | {'initiatingPartyId': 'COBADEFF'}                                  | true
                    BIC  | {'initiatingPartyId': '4711'}                                      | false
                    bic  | {'initiatingPartyId': '4711'}                                      | false
                    CUST | {'initiatingPartyId': '4711'}                                      | true
                    BIC  | {'initiatingPartyScheme': 'CUST', 'initiatingPartyId': '4711'}     | true
                    BIC  | {}                                                                 | true
                    """)
    void numberOfTheInitiatingParty_isWhatTheProfileSays(String scheme, String own, boolean fine) {
        var habits = new OwnHabits(own.replace('\'', '"')).over(wanting(scheme));
        assertThat(habits.initiatingPartyProblem().isEmpty()).isEqualTo(fine);
        assertThat(habits.lacksInitiatingPartyId()).isEqualTo(own.equals("{}"));
    }
}
