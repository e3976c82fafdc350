package kontor.openid;

/**
 * Whom the provider has recognized.
 *
 * @param issuer the provider
 * @param subject as it knows the person, for ever the same; never an address
 * @param twoFactors whether the person has shown two factors there
 */
public record Proven(String issuer, String subject, boolean twoFactors) {

    @Override
    public String toString() {
        return "Proven[" + issuer + "]";
    }
}
