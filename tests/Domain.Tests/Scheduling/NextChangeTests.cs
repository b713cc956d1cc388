using NodaTime;

namespace Slotline.Domain.Tests.Scheduling;

/// <summary>When an open answer stops being true although nothing happened.</summary>
public sealed class NextChangeTests
{
    [Theory]
    [InlineData("2026-05-05T10:07Z", "2026-05-05", "2026-05-05T10:30Z")]
    [InlineData("2026-05-05T10:00Z", "2026-05-05", "2026-05-05T10:00Z")]
    [InlineData("2026-05-05T10:00Z", "2026-05-06", "2026-05-06T07:00Z")]
    public void Is_when_the_first_slot_can_no_longer_be_asked_for_in_time(string now, string date, string at)
    {
        var shop = new Shop().Service(Shop.X, 60, 30, notice: 120).Tech("Ada").At(Shop.T(now));
        var (query, found) = (shop.Query(date), shop.Days(shop.Query(date)));

        var next = shop.Availability().NextChange(query, found, shop.Now);

        Assert.Equal(Shop.T(at), next);
        var first = found[0].Slots[0];
        Assert.Equal(first, shop.At(next!.Value).Days(query)[0].Slots[0], (one, other) =>
            one.StartsAt == other.StartsAt);
        Assert.DoesNotContain(
            shop.At(next.Value + Duration.FromMilliseconds(1)).Days(query)[0].Slots,
            slot => slot.StartsAt == first.StartsAt);
    }

    [Fact]
    public void Is_the_organization_s_next_midnight_where_days_beyond_the_horizon_are_shown()
    {
        var shop = new Shop("America/New_York").Service(Shop.X, 60, 60, horizon: 2).Tech("Ada")
            .At(Shop.T("2026-05-05T23:30Z"));
        var query = shop.Query("2026-05-06") with { To = Shop.D("2026-05-20") };

        Assert.Equal(
            Shop.T("2026-05-06T04:00Z"), shop.Availability().NextChange(query, shop.Days(query), shop.Now));
    }

    [Fact]
    public void Never_comes_for_days_without_a_slot_within_the_horizon()
    {
        var shop = new Shop().Tech("Ada", "").At(Shop.T("2026-05-05T10:00Z"));
        var query = shop.Query("2026-05-06");

        Assert.Null(shop.Availability().NextChange(query, shop.Days(query), shop.Now));
    }
}
