package kontor.iam;

/** A programmatic user just made, with the secret that is shown this once and never again. */
public record IssuedKey(User user, Secret secret) {

    public String accessKey() {
        return user.username();
    }
}
