package kontor.testbank;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A documented login of the test bank and its accounts. The passwords are no secrets: they stand in
 * the public guide.
 */
public record BankLogin(String user, String password, List<BankAccount> accounts) {

    public BankLogin {
        accounts = List.copyOf(accounts);
    }

    /** The value of {@code X-Testbank-Authorization}. */
    public String header() {
        String both = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
