package kontor.history;

import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import kontor.banks.BankLine;
import kontor.banks.Instructions;
import kontor.db.Database;

/**
 * Takes a file that a bank has into a database that lacks it: the instruction and its payments
 * become SENT in one transaction, as if they had never been lost. Its payments are found by their
 * end-to-end ids and must not have left otherwise.
 */
final class Adoption {

    private final Database database;
    private final Instructions instructions;

    Adoption(Database database, Instructions instructions) {
        this.database = database;
        this.instructions = instructions;
    }

    /**
     * What came of it.
     *
     * @param payments how many are SENT now
     * @param left a sentence for each payment of the file that is not
     */
    record Adopted(OrderFile file, int payments, List<String> left) {

        Adopted {
            left = List.copyOf(left);
        }
    }

    /** Rolls back the transaction. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient List<String> left;

        Refused(List<String> left) {
            super(left.size() + " payments of the file cannot be adopted");
            this.left = List.copyOf(left);
        }

        List<String> left() {
            return left;
        }
    }

    /**
     * @param partly whether the payments that match are adopted when others, or all, do not
     * @throws Refused with nothing changed
     */
    Adopted adopt(BankLine line, Supplier<InputStream> content, boolean partly) {
        var file = OrderFile.read(content);
        var order =
                new Instructions.SentOrder(
                        file.header().messageId(),
                        file.written(),
                        file.payments(),
                        file.lines().stream().map(OrderFile.Line::forUse).toList(),
                        content);
        return database.write(
                line.organization(),
                tx -> {
                    var left = instructions.adopt(tx, line.connection(), order);
                    if (!partly && !left.isEmpty()) {
                        throw new Refused(left);
                    }
                    return new Adopted(file, file.lines().size() - left.size(), left);
                });
    }
}
