package us.apolo.images.soak;

import java.util.List;

record Page(Options options, Machine machine, List<Run> runs) {
    String text() {
        return "";
    }
}
