using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Slotline.Graph.Tests.Engine.Paging;

public enum Grade
{
    Low,
    Middle,
    High,
}

/// <summary>A row with many ties in its keys.</summary>
public sealed class Item
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public Instant CreatedAt { get; init; }

    public LocalDate Day { get; init; }

    public int Rank { get; init; }

    public Grade Grade { get; init; }

    public static IReadOnlyList<Item> Some { get; } = [.. Enumerable.Range(0, 37).Select(number => new Item
    {
        Id = new Guid(number * 7919 % 37, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, (byte)number]),
        Name = $"Name {number % 5}é'%_",
        CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0).Plus(Duration.FromMilliseconds(number % 4 * 0.001)),
        Day = new LocalDate(2026, 1, 1).PlusDays(number % 3),
        Rank = number % 6 - 3,
        Grade = (Grade)(number % 3),
    })];
}

/// <summary>What a page shows of it.</summary>
public sealed record ItemNode(Guid Id, string Name);

/// <summary>The rows, in either database, kept as the product keeps its own.</summary>
public sealed class ItemsContext(DbContextOptions<ItemsContext> options) : DbContext(options)
{
    public DbSet<Item> Items => Set<Item>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsNpgsql())
            return;

        configurationBuilder.Properties<Instant>().HaveConversion<Micros>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<Text>();
    }

    private sealed class Micros() : ValueConverter<Instant, long>(
        instant => instant.ToUnixTimeTicks() / 10, micros => Instant.FromUnixTimeTicks(micros * 10));

    private sealed class Text() : ValueConverter<LocalDate, string>(
        date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        text => LocalDatePattern.Iso.Parse(text).Value);
}
