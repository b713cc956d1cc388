using static Slotline.Graph.Tests.Scheduling.Write;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>What nobody thinks of first, in 2027: odd grids, nights, buffers over midnight, clock changes.</summary>
internal static class UnusualCases
{
    private const string Day = "2027-05-05";
    private const string Berlin = "Europe/Berlin";
    private const string LordHowe = "Australia/Lord_Howe";

    public static readonly Dictionary<string, SlotCase> All = new()
    {
        ["Seven minutes, each after the other"] = new(
            shop => shop.Offers(7, null).Works("Ada", "09:00-10:00"), Day, Every(7, 8, "2027-05-05T09:00Z")),
        ["Twenty-five minutes on a step of ten"] = new(
            shop => shop.Offers(25, 10).Works("Ada", "09:00-10:00"), Day, Every(10, 4, "2027-05-05T09:00Z")),
        ["A step of a day leaves each range its first start"] = new(
            shop => shop.Offers(30, 1440).Works("Ada", "08:15-12:00 14:00-18:00"), Day, "05 08:15, 05 14:00"),
        ["A day's length ends before tomorrow's booking"] = new(
            shop => shop.Offers(1440, null).Works("Ada", "00:00-24:00")
                .Booked("Ada", "2027-05-06T12:00Z", "2027-05-06T13:00Z"),
            Day, Every(30, 25, "2027-05-05T00:00Z")),
        ["A booking amid two steps takes both"] = new(
            shop => shop.Offers(30, 30).Works("Ada", "09:00-12:00")
                .Booked("Ada", "2027-05-05T10:20Z", "2027-05-05T10:40Z"),
            Day, "05 09:00, 05 09:30, 05 11:00, 05 11:30"),
        ["Unequal buffers and an odd step"] = new(
            shop => shop.Offers(new Offer("X") { Durations = [25], Step = 20, Before = 5, After = 10 })
                .Works("Ada", "09:00-11:00").Booked("Ada", "2027-05-05T09:50Z", "2027-05-05T10:15Z"),
            Day, "05 09:00"),
        ["A buffer after reaches over midnight"] = new(
            shop => shop.Offers(new Offer("X") { After = 90 }).Works("Ada", "00:00-24:00")
                .Booked("Ada", "2027-05-05T23:00Z", "2027-05-06T00:00Z"),
            "2027-05-06", Every(60, 22, "2027-05-06T02:00Z")),
        ["A buffer before reaches over midnight"] = new(
            shop => shop.Offers(new Offer("X") { Before = 120 }).Works("Ada", "00:00-24:00")
                .Booked("Ada", "2027-05-06T00:00Z", "2027-05-06T01:00Z"),
            Day, Every(60, 22, "2027-05-05T00:00Z")),
        ["A buffer of a day after days of work"] = new(
            shop => shop.Offers(new Offer("X") { After = 1440 }).Works("Ada", "00:00-24:00")
                .Booked("Ada", "2027-05-03T09:00Z", "2027-05-05T17:00Z"),
            "2027-05-06", Every(60, 7, "2027-05-06T17:00Z")),
        ["Ranges that touch at midnight keep their own grids"] = new(
            shop => shop.Works("Ada", "MONDAY 20:30-24:00; TUESDAY 00:00-02:00"), "2027-05-03",
            $"{Every(60, 4, "2027-05-03T20:30Z")}, 04 00:00, 04 01:00") { To = "2027-05-04" },
        ["A night meets an early morning"] = new(
            shop => shop.Works("Ada", "MONDAY 22:00-02:00; TUESDAY 01:30-03:00"), "2027-05-03",
            "03 22:00, 03 23:00, 04 00:00, 04 01:00, 04 01:30") { To = "2027-05-04" },
        ["Exceptions of one date add up"] = new(
            shop => shop.Works("Ada").IsAway("Ada", "2027-05-08", "2027-05-08", "08:00-09:00")
                .IsAway("Ada", "2027-05-07", "2027-05-09", "15:00-16:00"),
            "2027-05-08", "08 08:00, 08 15:00"),
        ["An off among exceptions of one date wins"] = new(
            shop => shop.Works("Ada").IsAway("Ada", "2027-05-08", "2027-05-08", "08:00-09:00")
                .IsAway("Ada", "2027-05-07", "2027-05-09"),
            "2027-05-08", ""),
        ["Nights of an exception on a day off are one"] = new(
            shop => shop.Works("Ada", "MONDAY 09:00-17:00")
                .IsAway("Ada", "2027-05-08", "2027-05-08", "22:00-00:30 23:00-01:00"),
            "2027-05-08", "08 22:00, 08 23:00, 09 00:00") { To = "2027-05-09" },
        ["A closure with hours opens a day off"] = new(
            shop => shop.Works("Ada", "MONDAY 09:00-17:00").IsAway(null, "2027-05-08", "2027-05-08", "10:00-11:00"),
            "2027-05-08", "08 10:00"),
        ["Whoever lost a skill keeps the time it took"] = new(
            shop => shop.Offers(60, 60).Offers(new Offer("Y"))
                .Works(new Worker("Ada") { Hours = "09:00-12:00", Services = ["Y"] })
                .Booked("Ada", "2027-05-05T10:00Z", "2027-05-05T11:00Z"),
            Day, "05 09:00, 05 11:00") { Service = "Y" },
        ["Whoever lost a skill fills the service's day"] = new(
            shop => shop.Offers(new Offer("X") { Cap = 1 })
                .Works(new Worker("Ada") { Services = [] }).Works("Ben", "09:00-10:00")
                .Booked("Ada", "2027-05-05T10:00Z", "2027-05-05T11:00Z"),
            Day, "06 09:00") { To = "2027-05-06" },
        ["A service's full day is each technician's own"] = new(
            shop => shop.Offers(new Offer("X") { Cap = 1 }).Works("Ada", zone: "Asia/Tokyo")
                .Works("Ben", zone: "America/New_York").Booked("Ada", "2027-05-05T01:00Z", "2027-05-05T02:00Z"),
            "2027-05-04", $"{Every(60, 8, "2027-05-04T00:00Z")}, {Every(60, 8, "2027-05-05T13:00Z")}") { To = Day },
        ["A cap of one each, one booked, one held"] = new(
            shop => shop.Works(new Worker("Ada") { Cap = 1 }).Works(new Worker("Ben") { Cap = 1 })
                .Booked("Ada", "2027-05-05T09:00Z", "2027-05-05T10:00Z")
                .Held("2027-05-05T11:00Z", "2027-05-05T12:00Z"),
            Day, ""),
        ["Holds that overlap in part"] = new(
            shop => shop.Works("Ada", "09:00-12:00").Works("Ben", "09:00-12:00")
                .Held("2027-05-05T10:00Z", "2027-05-05T12:00Z").Held("2027-05-05T11:00Z", "2027-05-05T12:00Z"),
            Day, "05 09:00, 05 10:00"),
        ["Notice ends between the two hours of an overlap"] = new(
            shop => shop.In("America/New_York").Offers(new Offer("X") { Notice = 1440 }).Works("Ada", "00:00-06:00")
                .At("2027-11-06T05:30Z"),
            "2027-11-07", Every(60, 5, "2027-11-07T06:00Z")) { Viewer = "America/New_York" },
        ["The last day of a horizon of two years"] = new(
            shop => shop.In("Pacific/Kiritimati").Offers(new Offer("X") { Horizon = 730 }).Works("Ada", "00:00-24:00")
                .At("2027-01-01T18:00Z"),
            "2028-12-31", Every(60, 34, "2028-12-31T00:00Z")) { To = "2029-01-03" },
        ["The reader's day begins in the evening"] = new(
            shop => shop.Works("Ada", "09:00-12:00"), Day, "04 11:00, 05 09:00, 05 10:00")
            { Viewer = "Pacific/Apia" },
        ["Half an hour comes twice"] = new(
            shop => shop.In(LordHowe).Offers(30, 30).Works("Ada", "SUNDAY 01:30-03:00"), "2027-04-04",
            Every(30, 4, "2027-04-03T14:30Z")) { Viewer = LordHowe },
        ["Half an hour is left out"] = new(
            shop => shop.In(LordHowe).Offers(30, 30).Works("Ada", "SUNDAY 02:00-04:00"), "2027-10-03",
            Every(30, 3, "2027-10-02T15:30Z")) { Viewer = LordHowe },
        ["A night over the spring change"] = new(
            shop => shop.In(Berlin).Works("Ada", "SATURDAY 22:00-06:00"), "2027-03-27",
            Every(60, 7, "2027-03-27T21:00Z")) { To = "2027-03-28", Viewer = Berlin },
        ["Work that ends in the hour left out"] = new(
            shop => shop.In(Berlin).Offers(60, 30).Works("Ada", "SUNDAY 00:00-02:30"), "2027-03-28",
            Every(30, 3, "2027-03-27T23:00Z")) { Viewer = Berlin },
        ["Work within the hour left out"] = new(
            shop => shop.In(Berlin).Offers(15, 15).Works("Ada", "SUNDAY 02:05-02:55"), "2027-03-28", "")
            { Viewer = Berlin },
        ["Work within the hour that comes twice"] = new(
            shop => shop.In(Berlin).Offers(30, 30).Works("Ada", "SUNDAY 02:00-03:00"), "2027-10-31",
            Every(30, 4, "2027-10-31T00:00Z")) { Viewer = Berlin },
    };
}
