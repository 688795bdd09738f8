package us.apolo.images.testkit.contract;

/**
 * What one local store does and another does not. Each trait has its expectations either way; nothing is left out for it.
 *
 * @param countsBytes whether the steps of a layer count its bytes; else they have none
 * @param namesLayersOfPushes whether a push names its layers; else it has no steps at all
 */
public record StoreTraits(boolean countsBytes, boolean namesLayersOfPushes) {
    /** Everything that a local store can do. */
    public static final StoreTraits ALL = new StoreTraits(true, true);
}
