package kontor;

/** A programmatic user with the ids by which others name it. */
public record Member(Client client, String userId, String roleId) {}
