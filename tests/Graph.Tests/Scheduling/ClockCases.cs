using static Slotline.Graph.Tests.Scheduling.Write;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>Zones, and days on which clocks change: at night, and at midnight itself.</summary>
internal static class ClockCases
{
    public static readonly Dictionary<string, SlotCase> All = new()
    {
        ["Los Angeles on a spring Sunday"] =
            Hours("America/Los_Angeles", "09:00-17:00", "2026-03-08", Every(60, 8, "2026-03-08T16:00Z")),
        ["New York before the change"] =
            Hours("America/New_York", "13:00-18:00", "2026-03-07", Every(60, 5, "2026-03-07T18:00Z")),
        ["New York after the change"] =
            Hours("America/New_York", "13:00-18:00", "2026-03-08", Every(60, 5, "2026-03-08T17:00Z")),
        ["New York loses an hour"] =
            Hours("America/New_York", "00:00-06:00", "2026-03-08", Every(60, 5, "2026-03-08T05:00Z")),
        ["New York has one o'clock twice"] =
            Hours("America/New_York", "00:00-06:00", "2026-11-01", Every(60, 7, "2026-11-01T04:00Z")),
        ["Berlin has 23 hours"] =
            Hours("Europe/Berlin", "00:00-24:00", "2026-03-29", Every(60, 23, "2026-03-28T23:00Z")),
        ["Berlin has 25 hours"] =
            Hours("Europe/Berlin", "00:00-24:00", "2026-10-25", Every(60, 25, "2026-10-24T22:00Z")),
        ["London has 23 hours"] =
            Hours("Europe/London", "00:00-24:00", "2026-03-29", Every(60, 23, "2026-03-29T00:00Z")),
        ["London has 25 hours"] =
            Hours("Europe/London", "00:00-24:00", "2026-10-25", Every(60, 25, "2026-10-24T23:00Z")),
        ["A shift after the hour that comes twice"] =
            Hours("America/New_York", "02:00-05:00", "2026-11-01", Every(60, 3, "2026-11-01T07:00Z")),
        ["A shift from an hour that is not there"] =
            Hours("America/New_York", "02:00-05:00", "2026-03-08", Every(60, 2, "2026-03-08T07:00Z")),
        ["Kathmandu"] = Hours("Asia/Kathmandu", "09:00-17:00", "2026-05-05", Every(60, 8, "2026-05-05T03:15Z")),
        ["Adelaide in January"] =
            Hours("Australia/Adelaide", "09:00-11:00", "2026-01-15", Every(60, 2, "2026-01-14T22:30Z")),
        ["July asked for in January"] = new(
            shop => shop.In("America/New_York").Works("Ada", "09:00-11:00").At("2026-01-10T12:00Z"), "2026-07-07",
            "07 13:00, 07 14:00"),
        ["January asked for in July"] = new(
            shop => shop.In("America/New_York").Works("Ada", "09:00-11:00").At("2025-07-10T12:00Z"), "2026-01-13",
            "13 14:00, 13 15:00"),
        ["A technician elsewhere"] = new(
            shop => shop.In("America/New_York").Works("Ada", zone: "Europe/London"), "2026-05-05",
            Every(60, 8, "2026-05-05T08:00Z")),
        ["A viewer in Tokyo"] = new(
            shop => shop.In("America/New_York").Works("Ada", "12:00-13:00"), "2026-08-12",
            "11 16:00") { Viewer = "Asia/Tokyo" },
        ["Beirut's day begins at one"] =
            Hours("Asia/Beirut", "00:00-24:00", "2027-03-28", Every(60, 23, "2027-03-27T22:00Z")),
        ["Beirut's night over the midnight that is not there"] =
            Hours("Asia/Beirut", "SATURDAY 22:00-02:00", "2027-03-27", Every(60, 3, "2027-03-27T20:00Z"), "2027-03-28"),
        ["Beirut has the last hour twice"] =
            Hours("Asia/Beirut", "00:00-24:00", "2027-10-30", Every(60, 25, "2027-10-29T21:00Z")),
        ["Beirut's night over the hour that comes twice"] =
            Hours("Asia/Beirut", "SATURDAY 22:00-02:00", "2027-10-30", Every(60, 5, "2027-10-30T19:00Z"), "2027-10-31"),
        ["Beirut's hours end in the hour that comes twice"] =
            Hours("Asia/Beirut", "21:00-23:30", "2027-10-30", Every(60, 3, "2027-10-30T18:00Z")),
        ["Cairo's Friday begins at one"] =
            Hours("Africa/Cairo", "00:00-03:00", "2027-04-30", Every(60, 2, "2027-04-29T22:00Z")),
        ["Cairo's Thursday ends twice"] =
            Hours("Africa/Cairo", "22:00-24:00", "2027-10-28", Every(60, 3, "2027-10-28T19:00Z")),
        ["A horizon that ends at a midnight that is not there"] = new(
            shop => shop.In("Asia/Beirut").Offers(new Offer("X") { Horizon = 3 }).Works("Ada", "23:00-02:00")
                .At("2027-03-24T12:00Z"),
            "2027-03-27", "26 22:00, 26 23:00, 27 21:00") { To = "2027-03-29", Viewer = "Asia/Beirut" },
        ["Half an hour of summer on Lord Howe"] =
            Hours("Australia/Lord_Howe", "00:00-04:00", "2026-10-04", Every(60, 3, "2026-10-03T13:30Z")),
        ["Slots of days run over the change"] = new(
            shop => shop.In("Europe/Berlin").Offers(new Offer("X") { Durations = [1440], Step = 720 })
                .Works("Ada", "SATURDAY 00:00-24:00; SUNDAY 00:00-24:00"),
            "2026-03-28", "27 23:00, 28 11:00") { To = "2026-03-29", Viewer = "Europe/Berlin" },
    };

    // In the organization's zone, as a viewer there would ask.
    private static SlotCase Hours(string zone, string hours, string date, string expected, string? to = null) =>
        new(shop => shop.In(zone).Works("Ada", hours), date, expected) { To = to, Viewer = zone };
}
