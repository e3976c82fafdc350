package kontor.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import kontor.core.Currency;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;

class PartySnapshotTest {

    private static final PartySnapshot OWN =
            new PartySnapshot(
                    """
                    {"type":"ACCOUNT","currency":"EUR",\
                    "identifiers":[{"type":"NUMBER","market":"DE","number":"532013000"},\
                    {"type":"IBAN","market":"DE","number":"DE89370400440532013000"}],\
                    "routing":[{"type":"BIC","number":"COBADEFFXXX"}]}\
                    """,
                    """
                    {"type":"ENTITY","legalName":"Acme","address":{"city":"Berlin","country":"DE"}}\
                    """);

    /** Without routing, without address, with a member that nothing reads. */
    private static final PartySnapshot OTHER =
            new PartySnapshot(
                    """
                    {"type":"EXTERNAL_ACCOUNT",\
                    "identifiers":[{"type":"SE_BANKGIRO","market":"SE","number":"50501055","invalid":true}]}\
                    """,
                    """
                    {"legalName":"Beta","later":[1,  2]}\
                    """);

    @Test
    void party_isWhatTheSnapshotSays() {
        var own = OWN.party();
        assertThat(own.legalName()).isEqualTo("Acme");
        assertThat(own.address()).isEqualTo(new PartyAddress("", "", "", "Berlin", "DE"));
        assertThat(own.address().isComplete()).isTrue();
        assertThat(own.iban()).contains("DE89370400440532013000");
        assertThat(own.bic()).contains("COBADEFFXXX");
        assertThat(own.currency()).isEqualTo(Currency.find("EUR"));
        var other = OTHER.party();
        assertThat(other.address().isComplete()).isFalse();
        assertThat(other.iban()).isEqualTo(Optional.empty());
        assertThat(other.identifiers()).hasSize(1);
        assertThat(other.routing()).isEmpty();
        assertThat(other.currency()).isEmpty();
    }

    @Test
    void snapshot_isShownLetterForLetter() {
        var view = Json.object();
        OTHER.show(view, "source");
        assertThat(Json.write(view))
                .isEqualTo(
                        "{\"source\":"
                                + OTHER.account()
                                + ",\"sourceHolder\":"
                                + OTHER.holder()
                                + "}");
    }
}
