package us.apolo.images.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What the page tells of one work.
 *
 * @param title its heading
 * @param text what is done, and how
 * @param tables the figures
 * @param bound what bounds them
 * @param goals what was to be reached
 * @param raw all that was measured, for the data beside the page
 */
public record Section(
        String title, String text, List<Table> tables, String bound, List<Goal> goals, Map<String, Object> raw) {}
