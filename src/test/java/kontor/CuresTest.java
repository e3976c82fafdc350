package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is wrong with a date, an amount, a currency or a country is said with its cure. */
class CuresTest {

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();

    /** Kind, what is sent, what the message says. */
    private static final String WRONG =
            """
            date     | '2026-02-30'            | 2026-02 has 28 days
            date     | '0000-01-01'            | there is no year 0000
            date     | '2026-13-01'            | months are 01 to 12
            date     | '2026-00-10'            | months are 01 to 12
            date     | '2026-1-5'              | two digits for month and day: 2026-01-05
            date     | '2026-12-15T10:00:00Z'  | without a time: 2026-12-15
            date     | '15.12.2026'            | a date like 2026-12-15
            date     | '20261215'              | a date like 2026-12-15
            date     | 20261215                | must be a string
            amount   | {'currency': 'EUR'}     | in minor units; or send stringValue
            amount   | {'currency': 'EUR', 'value': '4990'}         | without quotes
            amount   | {'currency': 'EUR', 'value': 49.9}           | 4990 for 49.90 EUR
            amount   | {'currency': 'EUR', 'stringValue': '49.9'}   | exactly 2 decimals, like 49.90
            amount   | {'currency': 'EUR', 'stringValue': '49,90'}  | exactly 2 decimals, like 49.90
            amount   | {'value': 4990}         | is required
            amount   | {'currency': 'eur', 'value': 4990}           | three capital letters: EUR
            amount   | {'currency': 'XXQ', 'value': 4990}           | such as EUR
            amount   | 4990                    | must be an object
            currency | 'sek'                   | three capital letters: SEK
            currency | 'kronor'                | such as EUR
            country  | 'SWE'                   | two letters: SE
            country  | 'UK'                    | the United Kingdom is GB
            country  | 'Sweden'                | such as SE
            """;

    /** Kind, route, the member, and a body around {@code %s}. */
    private static final String MEMBERS =
            """
            date     | /payments/v2/credit-transfers                     | date              | {'date': %s}
            date     | /payments/v2/direct-debits                        | date              | {'date': %s}
            date     | /payments/v2/mandates                             | signatureDate     | {'signatureDate': %s}
            date     | /financial-data/v2beta/expected-transactions      | date              | {'date': %s}
            amount   | /payments/v2/credit-transfers                     | amount            | {'amount': %s}
            amount   | /payments/v2/direct-debits                        | amount            | {'amount': %s}
            amount   | /financial-data/v2beta/expected-transactions      | amount            | {'amount': %s}
            currency | /financial-data/v2beta/accounts                   | currency          | {'currency': %s}
            country  | /payments/v2/counterparties                       | address.country   | {'address': {'country': %s}}
            country  | /financial-data/v2/entities                       | address.country   | {'address': {'country': %s}}
            country  | /payments/v2/credit-transfers                     | regulatoryReporting.0.market | {'regulatoryReporting': [{'market': %s}]}
            """;

    @Test
    void messages_nameTheCure_onEveryRoute() {
        for (var member : Table.of(MEMBERS)) {
            for (var wrong : Table.of(WRONG)) {
                if (member[0].equals(wrong[0])) {
                    String body = Jsons.json(member[3].formatted(wrong[1]));
                    var reply = sandbox.owner().post(member[1], body);
                    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
                    assertThat(message(reply, member[2]))
                            .as(member[1] + " " + body)
                            .contains(wrong[2]);
                }
            }
        }
    }

    /** What is said of a member or a part of it. */
    private static String message(Reply reply, String member) {
        return StreamSupport.stream(reply.json().path("details").spliterator(), false)
                .filter(one -> one.path("field").asText().startsWith(member))
                .map(one -> one.path("error").asText())
                .reduce("", (a, b) -> a + " " + b);
    }
}
