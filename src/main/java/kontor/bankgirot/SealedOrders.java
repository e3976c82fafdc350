package kontor.bankgirot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InstructionDraft;
import kontor.banks.PaymentSource;
import kontor.banks.SourceName;
import kontor.banks.WrittenFile;
import kontor.connections.Connection;
import kontor.db.Tx;
import kontor.seals.SealingStream;

/** Files to Bankgirot with the seal of their connection around them, where it has a key. */
final class SealedOrders implements PaymentSource {

    private final PaymentSource orders;
    private final BankgirotSeals seals;

    SealedOrders(PaymentSource orders, BankgirotSeals seals) {
        this.orders = orders;
        this.seals = seals;
    }

    @Override
    public Optional<WrittenFile> writeNext(
            Tx tx, Connection connection, InstructionDraft draft, OutputStream file) {
        var key = seals.key(tx, connection.id());
        if (key.isEmpty()) {
            return orders.writeNext(tx, connection, draft, file);
        }
        var day = draft.localTime().toLocalDate();
        try (var sealed = new SealingStream(file, key.get(), day)) {
            return orders.writeNext(tx, connection, draft, sealed);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public SourceName name() {
        return orders.name();
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        return orders.nextDue(tx, connection);
    }

    @Override
    public void sent(Tx tx, UUID instruction) {
        orders.sent(tx, instruction);
    }

    @Override
    public void unknown(Tx tx, UUID instruction) {
        orders.unknown(tx, instruction);
    }

    @Override
    public List<String> adopt(Tx tx, Connection connection, UUID instruction, List<Line> lines) {
        return orders.adopt(tx, connection, instruction, lines);
    }

    @Override
    public boolean overdue(Tx tx, Connection connection) {
        return orders.overdue(tx, connection);
    }

    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {
        orders.giveUpWaiting(tx, connection);
    }
}
