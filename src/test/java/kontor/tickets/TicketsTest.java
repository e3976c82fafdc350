package kontor.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kontor.TestKontor;
import kontor.encodings.Base64Url;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] KEY = new byte[32];

    private final Tickets here = new Tickets(TestKontor.shared().database(), KEY::clone);
    private final Tickets there = new Tickets(TestKontor.shared().database(), KEY::clone);

    @Test
    void ticket_isOpenedOnEveryNodeForItsUseAndHolder() {
        var ticket = here.issue("use", "holder", "content \u00e5", LONG);
        var opened = there.open("use", "holder", ticket.text()).orElseThrow();
        assertThat(opened.number()).isEqualTo(ticket.number());
        assertThat(opened.until()).isEqualTo(ticket.until());
        assertThat(opened.content()).isEqualTo("content \u00e5");
        assertThat(there.open("use", "", ticket.text())).isEmpty();
        assertThat(there.open("other", "holder", ticket.text())).isEmpty();
        assertThat(there.open("us", "eholder", ticket.text())).isEmpty();
    }

    @Test
    void ticket_isRefusedWhenItIsOverOrChanged() {
        var over = here.issue("use", "", "", Duration.ofMillis(-1));
        assertThat(here.open("use", "", over.text())).isEmpty();
        var ticket = here.issue("use", "", "content", LONG);
        byte[] bytes = Base64Url.decode(ticket.text()).orElseThrow();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(here.open("use", "", Base64Url.encode(changed))).as("byte " + i).isEmpty();
        }
        for (String wrong : new String[] {"", "x", "A".repeat(95), ticket.text() + "="}) {
            assertThat(here.open("use", "", wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void ticket_isSpentOnce() {
        var ticket = here.issue("use", "", "", LONG);
        assertThat(here.spend(ticket)).isTrue();
        assertThat(there.spend(ticket)).isFalse();
        assertThat(there.spend(here.issue("use", "", "", LONG))).isTrue();
    }

    @Test
    void derived_isTheSameEverywhereAndOfThisTicket() {
        var ticket = here.issue("use", "", "", LONG);
        String text = here.derived(ticket, "nonce").text();
        assertThat(there.derived(ticket, "nonce").text()).isEqualTo(text).hasSize(43);
        assertThat(here.derived(ticket, "verifier").text()).isNotEqualTo(text);
        assertThat(ticket.text()).doesNotContain(text);
    }
}
