/**
 * What pages of the settings have in common: the tabs above them, and what several of them ask the
 * doors. It has no tables and no states.
 */
@NullMarked
package kontor.settingsparts;

import org.jspecify.annotations.NullMarked;
