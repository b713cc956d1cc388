using static Slotline.Graph.Tests.Scheduling.Write;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>What is booked and held, exceptions, caps and pools.</summary>
internal static class TakenCases
{
    private const string Day = "2026-05-05";

    public static readonly Dictionary<string, SlotCase> All = new()
    {
        ["A booking that began on another UTC date"] = new(
            shop => shop.In("Australia/Sydney").Offers(60, 30).Works("Ada", "TUESDAY 09:00-17:00")
                .Booked("Ada", "2026-08-10T23:00Z", "2026-08-11T01:00Z"),
            "2026-08-11", Every(30, 11, "2026-08-11T01:00Z")) { Viewer = "Australia/Sydney" },
        ["A booking of days"] = new(
            shop => shop.Works("Ada", "00:00-24:00").Booked("Ada", "2026-05-04T09:00Z", "2026-05-08T17:00Z"),
            "2026-05-06", ""),
        ["A booking that began days ago ends today"] = new(
            shop => shop.Works("Ada", "00:00-24:00").Booked("Ada", "2026-04-28T18:30Z", "2026-05-05T18:00Z"),
            Day, Every(60, 6, "2026-05-05T18:00Z")),
        ["An exception replaces the hours"] = new(
            shop => shop.Works("Ada", "08:00-17:00").IsAway("Ada", Day, Day, "10:00-15:00"), Day,
            Every(60, 5, "2026-05-05T10:00Z")),
        ["An exception without hours closes"] =
            new(shop => shop.Works("Ada", "08:00-17:00").IsAway("Ada", Day, Day), Day, ""),
        ["An exception opens a day off"] = new(
            shop => shop.Works("Ada", "MONDAY 09:00-17:00").IsAway("Ada", Day, Day, "10:00-12:00"), Day,
            "05 10:00, 05 11:00"),
        ["A closure closes for all but those with hours of their own"] = new(
            shop => shop.Works("Ada").Works("Ben").IsAway(null, Day, Day).IsAway("Ben", Day, Day, "10:00-12:00"),
            "2026-05-04", $"{Every(60, 8, "2026-05-04T09:00Z")}, 05 10:00, 05 11:00") { To = Day },
        ["An exception applies in the technician's zone"] = new(
            shop => shop.In("America/New_York").Works("Ada", "")
                .IsAway("Ada", "2026-06-16", "2026-06-16", "22:00-23:00"),
            "2026-06-17", "17 02:00"),
        ["An exception of days with nights"] = new(
            shop => shop.Works("Ada").IsAway("Ada", "2026-05-04", "2026-05-06", "23:00-01:00"), "2026-05-04",
            $"04 23:00, 05 00:00, 05 23:00, 06 00:00, 06 23:00, 07 00:00, {Every(60, 8, "2026-05-07T09:00Z")}")
            { To = "2026-05-07" },
        ["The night of the day before an exception goes on"] = new(
            shop => shop.Works("Ada", "22:00-02:00").IsAway("Ada", Day, Day), "2026-05-04",
            "04 00:00, 04 01:00, 04 22:00, 04 23:00, 05 00:00, 05 01:00, 06 22:00, 06 23:00") { To = "2026-05-06" },
        ["An exception takes its own night away"] = new(
            shop => shop.Works("Ada", "22:00-02:00").IsAway("Ada", Day, Day, "09:00-11:00"), Day,
            "05 00:00, 05 01:00, 05 09:00, 05 10:00, 06 22:00, 06 23:00") { To = "2026-05-06" },
        ["A technician's full day is local"] = new(
            shop => shop.Works(new Worker("Ada") { Hours = "00:00-24:00", Zone = "Asia/Dhaka", Cap = 1 })
                .Booked("Ada", "2026-05-05T08:00Z", "2026-05-05T09:00Z"),
            "2026-05-04", $"{Every(60, 7, "2026-05-04T11:00Z")}, {Every(60, 17, "2026-05-05T18:00Z")}")
            { To = "2026-05-05", Viewer = "Pacific/Pago_Pago" },
        ["A cap of two leaves the rest of the day"] = new(
            shop => shop.Works(new Worker("Ada") { Hours = "00:00-24:00", Zone = "Asia/Dhaka", Cap = 2 })
                .Booked("Ada", "2026-05-05T08:00Z", "2026-05-05T09:00Z"),
            Day, $"{Every(60, 14, "2026-05-04T18:00Z")}, {Every(60, 9, "2026-05-05T09:00Z")}")
            { Viewer = "Asia/Dhaka" },
        ["A service's full day"] = new(
            shop => shop.Offers(new Offer("X") { Cap = 1 }).Offers(new Offer("Y")).Works("Ada", "09:00-12:00")
                .Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z"),
            Day, "06 09:00, 06 10:00, 06 11:00") { To = "2026-05-06" },
        ["A service's full day leaves other services open"] = new(
            shop => shop.Offers(new Offer("X") { Cap = 1 }).Offers(new Offer("Y")).Works("Ada", "09:00-12:00")
                .Booked("Ada", "2026-05-05T10:00Z", "2026-05-05T11:00Z"),
            Day, "05 09:00, 05 11:00") { Service = "Y" },
        ["A night's slots count on the day they start"] = new(
            shop => shop.Works(new Worker("Ada") { Hours = "22:00-02:00", Cap = 1 })
                .Booked("Ada", "2026-05-05T00:00Z", "2026-05-05T01:00Z"),
            "2026-05-04", "04 00:00, 04 01:00, 04 22:00, 04 23:00, 06 00:00, 06 01:00, 06 22:00, 06 23:00")
            { To = "2026-05-06" },
        ["Two hours of one who begins earlier"] = Pool(shop => shop, Every(60, 7, "2026-05-05T09:00Z")),
        ["A hold is seated on who works then"] = Pool(
            shop => shop.Held("2026-05-05T09:00Z", "2026-05-05T11:00Z"), Every(60, 6, "2026-05-05T10:00Z")),
        ["What any of two can take is offered"] = new(
            shop => Two(shop).Booked("Ada", "2026-05-05T04:00Z", "2026-05-05T05:00Z")
                .Booked("Ben", "2026-05-05T05:30Z", "2026-05-05T06:30Z"),
            Day, "05 04:00, 05 05:30"),
        ["What none of two can take is not"] = new(
            shop => Two(shop).Booked("Ada", "2026-05-05T04:00Z", "2026-05-05T05:00Z")
                .Booked("Ben", "2026-05-05T04:00Z", "2026-05-05T05:00Z"),
            Day, "05 05:30"),
        ["A hold is seated on who leaves the other free"] = Skills(
            shop => shop, "05 09:00, 05 10:00, 05 11:00"),
        ["A hold that has one seat left takes it"] = Skills(
            shop => shop.Booked("Ben", "2026-05-05T10:00Z", "2026-05-05T11:00Z"), "05 09:00, 05 11:00"),
        ["A hold of another service with its own buffers"] = new(
            shop => shop.Offers(new Offer("X") { Step = 30 })
                .Offers(new Offer("Y") { Before = 30, After = 60 }).Works("Ada", "08:00-14:00")
                .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z", service: "Y"),
            Day, "05 08:00, 05 08:30, 05 12:00, 05 12:30, 05 13:00"),
        ["A hold outside the dates reaches into them"] = new(
            shop => shop.Offers(new Offer("X") { Before = 180 }).Works("Ada", "00:00-24:00")
                .Held("2026-05-04T22:00Z", "2026-05-04T23:00Z"),
            Day, Every(60, 22, "2026-05-05T02:00Z")),
        ["A service that does not hold offers what is asked for already"] = new(
            shop => shop.Offers(new Offer("X") { Holds = false }).Works("Ada", "09:00-11:00")
                .Held("2026-05-05T09:00Z", "2026-05-05T10:00Z"),
            Day, "05 09:00, 05 10:00"),
        ["Who is not active is not offered and seats nobody"] = new(
            shop => shop.Works("Ada", "09:00-11:00")
                .Works(new Worker("Ben") { Hours = "09:00-12:00", IsActive = false })
                .Held("2026-05-05T09:00Z", "2026-05-05T10:00Z"),
            Day, "05 10:00"),
    };

    private static SlotCase Pool(Func<Shop, Shop> more, string expected) => new(
        shop => more(shop.Offers(120, 60).Works("Ada", "09:00-17:00").Works("Ben", "10:00-17:00")), Day, expected);

    private static Shop Two(Shop shop) =>
        shop.In("Asia/Kolkata").Offers(60, 90).Works("Ada", "09:30-12:30").Works("Ben", "09:30-12:30");

    private static SlotCase Skills(Func<Shop, Shop> more, string expected) => new(
        shop => more(shop.Offers(60, 60).Offers(new Offer("Y"))
            .Works(new Worker("Ada") { Hours = "09:00-12:00" })
            .Works(new Worker("Ben") { Hours = "09:00-12:00", Services = ["X"] })
            .Held("2026-05-05T10:00Z", "2026-05-05T11:00Z")),
        Day, expected) { Service = "Y" };
}
