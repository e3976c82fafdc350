package kontor.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import kontor.Client;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** Codes of authorities, by market. */
class RegulatoryCodesTest {

    private static final String PATH = "/payments/v2/regulatory-reporting-codes";

    private final TestKontor kontor = TestKontor.shared();
    private final Client client =
            kontor.client(kontor.organization(), Set.of("credit_transfers:read"));

    @Test
    void list_hasTheCodesOfTheMarket() {
        var reply = client.get(PATH + "?market=no");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("items")).hasSize(16);
        assertThat(reply.at("/items/0/code")).isEqualTo("14");
        assertThat(reply.at("/items/0/description")).isEqualTo("Purchase or sale of goods");
        assertThat(reply.at("/items/0/market")).isEqualTo("NO");
        assertThat(reply.at("/nextToken")).isEmpty();
    }

    @Test
    void list_pagesWithoutGapOrRepetition() {
        var codes = new ArrayList<String>();
        String token = "";
        do {
            var page = client.get(PATH + "?market=NO&limit=7&token=" + token);
            page.json().get("items").forEach(item -> codes.add(item.get("code").textValue()));
            token = page.at("/nextToken");
        } while (!token.isEmpty());
        assertThat(codes).hasSize(16).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void market_isRequiredAndACountry() {
        for (String query : new String[] {"", "?market="}) {
            var reply = client.get(PATH + query);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.at("/details/0/code")).isEqualTo("required");
            assertThat(reply.at("/details/0/field")).isEqualTo("market");
        }
        assertThat(client.get(PATH + "?market=XX").at("/details/0/code"))
                .isEqualTo("invalid_value");
    }

    @Test
    void marketWithoutAList_isEmpty() {
        assertThat(client.get(PATH + "?market=DE").json().get("items")).isEmpty();
    }
}
