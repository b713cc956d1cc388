namespace Slotline.Domain.Tests.Scheduling;

public sealed class BufferTests
{
    [Fact]
    public void Keeps_the_larger_buffer_on_both_sides_not_their_sum()
    {
        var shop = new Shop().Service(Shop.X, 60, 15, before: 15, after: 15).Tech("Ada", "09:00-14:00")
            .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("09:00, 09:15, 09:30, 09:45, 12:15, 12:30, 12:45, 13:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Keeps_a_buffer_after_from_whichever_comes_first()
    {
        var shop = new Shop().Service(Shop.X, 60, 15, after: 15).Tech("Ada", "09:00-14:00")
            .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("09:00, 09:15, 09:30, 09:45, 12:15, 12:30, 12:45, 13:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Takes_the_larger_of_the_two_that_meet()
    {
        var shop = new Shop().Service(Shop.X, 60, 15, before: 30, after: 15).Tech("Ada", "09:00-15:00")
            .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("09:00, 09:15, 09:30, 12:30, 12:45, 13:00, 13:15, 13:30, 13:45, 14:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Lets_buffers_stick_out_of_working_hours()
    {
        var shop = new Shop().Service(Shop.X, 60, 60, before: 15, after: 15).Tech("Ada", "09:00-11:00");

        Assert.Equal("09:00, 10:00", shop.Times("2026-05-05"));
    }

    [Fact]
    public void Keeps_a_booked_services_buffer_from_another_service()
    {
        var shop = new Shop().Service(Shop.X, 60, 15, before: 30, after: 45).Service(Shop.Y, 30, 15)
            .Tech("Ada", "09:00-13:00").Booked("Ada", "2026-05-05T10:30Z", "2026-05-05T11:00Z", Shop.X);

        Assert.Equal("09:00, 09:15, 09:30, 11:45, 12:00, 12:15, 12:30", shop.Times("2026-05-05", Shop.Y));
    }

    [Fact]
    public void Tells_closeness_from_overlap()
    {
        var shop = new Shop().Service(Shop.X, 60, 15, before: 15, after: 15).Tech("Ada", "09:00-14:00")
            .Booked("Ada", "2026-05-05T11:00Z", "2026-05-05T12:00Z");

        Assert.Equal("Buffer", shop.Rules("2026-05-05T10:00Z"));
        Assert.Equal("Overlap", shop.Rules("2026-05-05T10:15Z"));
        Assert.Equal("Overlap", shop.Rules("2026-05-05T11:45Z"));
        Assert.Equal("Buffer", shop.Rules("2026-05-05T12:00Z"));
        Assert.Equal("", shop.Rules("2026-05-05T12:15Z"));
    }
}
