package kontor.entities;

import java.util.UUID;
import kontor.core.Refusal;
import kontor.core.RefusalCode;

/** The reasons why a change of entities is refused, in the order in which they are checked. */
enum EntityRefusal implements RefusalCode {
    /** The parent is no entity of the organization, or was deleted. */
    ENTITY_NOT_FOUND("names no entity of yours; list them at /financial-data/v2/entities"),
    /** An entity cannot be its own parent, nor a parent's parent. */
    PARENT_CIRCULAR(
            "names the entity itself or a subsidiary of it; choose one that is not below it"),
    /** Kontor's own limit to the levels of a group of companies. */
    HIERARCHY_TOO_DEEP(
            "would be more than "
                    + EntityTree.DEEPEST
                    + " levels below the top; choose a higher parent"),
    /** An entity with subsidiaries or accounts cannot be deleted (a rule of the API). */
    IN_USE("cannot be deleted");

    private final String sentence;

    EntityRefusal(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String field() {
        return "";
    }

    @Override
    public String sentence() {
        return sentence;
    }

    /**
     * @param user what uses the entity, e.g. {@code account}
     */
    Refusal because(UUID entity, String user, UUID id) {
        return because(entity, user + " " + id + " belongs to it; move it to another entity first");
    }

    /**
     * @param fact says what uses the entity
     */
    Refusal because(UUID entity, String fact) {
        return Refusal.rule(
                code(), Refusal.ITSELF, "entity " + entity + " " + sentence + ": " + fact);
    }
}
