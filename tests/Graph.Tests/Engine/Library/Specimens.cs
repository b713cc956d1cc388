using NodaTime;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Tests.Engine.Library;

public enum Sort
{
    Plain,
    NotSoPlain,
    XRay,
}

[UnionType]
public interface IFind;

/// <summary>One property of every kind that the schema knows, sound or broken.</summary>
[Node("spec")]
public sealed record Specimen : INode, IFind
{
    public Guid Id { get; init; }

    public required string Text { get; init; }

    public string? MaybeText { get; init; }

    public int Number { get; init; }

    public int? MaybeNumber { get; init; }

    public long Large { get; init; }

    public long? MaybeLarge { get; init; }

    public short Small { get; init; }

    public double Ratio { get; init; }

    public double? MaybeRatio { get; init; }

    public bool Flag { get; init; }

    public bool? MaybeFlag { get; init; }

    public Sort Sort { get; init; }

    public Sort? MaybeSort { get; init; }

    public IsoDayOfWeek Day { get; init; }

    public Instant At { get; init; }

    public Instant? MaybeAt { get; init; }

    public LocalDate On { get; init; }

    public LocalDate? MaybeOn { get; init; }

    public WallTime Time { get; init; }

    public TimeZoneId Zone { get; init; }

    public TimeZoneId? MaybeZone { get; init; }

    public required DateTimeZone RealZone { get; init; }

    [ID<BookNode>]
    public Guid BookId { get; init; }

    [ID<BookNode>]
    public Guid? MaybeBookId { get; init; }

    [ID<BookNode>]
    public IReadOnlyList<Guid> BookIds { get; init; } = [];

    public IReadOnlyList<string> Texts { get; init; } = [];

    public IReadOnlyList<string?>? MaybeTexts { get; init; }

    public IReadOnlyList<int> Numbers { get; init; } = [];

    public IReadOnlyList<Sort?> Sorts { get; init; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Table { get; init; } = [];

    public IEnumerable<Instant> Moments { get; init; } = [];

    public Specimen? Child { get; init; }

    public required Detail Detail { get; init; }

    public Detail? MaybeDetail { get; init; }

    public IReadOnlyList<Specimen> Children { get; init; } = [];

    public IReadOnlyList<Specimen?>? MaybeChildren { get; init; }

    public IReadOnlyList<Detail> Details { get; init; } = [];

    public IEnumerable<Detail?>? MaybeDetails { get; init; }

    public IReadOnlyList<IFind> Finds { get; init; } = [];

    public INode? Related { get; init; }

    public int Computed => Number == 13 ? throw new InvalidOperationException("13") : Number + 1;

    public string? MaybeComputed => Number % 5 == 0 ? throw new InvalidOperationException("5") : Text;
}

public sealed record Detail(string Name, double Weight, Detail? Inner) : IFind;

[ExtendObjectType<Specimen>]
public static class SpecimenFields
{
    [AllowAnonymous]
    public static string Shout([Parent] Specimen specimen, int times = 1) =>
        string.Concat(Enumerable.Repeat(specimen.Text.ToUpperInvariant(), Math.Clamp(times, 0, 3)));

    [AllowAnonymous]
    public static async Task<string?> LaterAsync([Parent] Specimen specimen)
    {
        await Task.Yield();
        return specimen.MaybeText;
    }

    [AllowAnonymous]
    public static async ValueTask<string> RequiredLaterAsync([Parent] Specimen specimen)
    {
        await Task.Yield();
        return specimen.MaybeText!;
    }

    [AllowAnonymous]
    public static async Task<AuthorNode?> AuthorAsync(
        [Parent] Specimen specimen, AuthorLoader authors, CancellationToken cancellationToken) =>
        await authors.LoadAsync(specimen.Flag ? Shelf.Lem : Shelf.Orwell, cancellationToken);

    [AllowAnonymous]
    public static IReadOnlyList<Detail> ComputedDetails([Parent] Specimen specimen) => [.. specimen.Details];

    [NodeResolver, AllowAnonymous]
    public static Specimen? Find(Guid id) => null;
}

[QueryType]
public static class SpecimenQueries
{
    [AllowAnonymous]
    public static IReadOnlyList<Specimen> Specimens(int seed = 0, bool broken = false) =>
        new SpecimenMaker(seed, broken ? 0.04 : 0).Some(depth: 2);

    [AllowAnonymous]
    public static async Task<Specimen?> SpecimenAsync(int seed = 0, bool broken = false)
    {
        await Task.Yield();
        return new SpecimenMaker(seed, broken ? 0.04 : 0).One(depth: 2);
    }
}

/// <summary>Makes specimens by a seed; the same seed makes the same.</summary>
public sealed class SpecimenMaker(int seed, double broken)
{
    private static readonly string[] Texts =
    [
        "", "plain", "with \"quotes\" and \\ and /", "line\nbreak\ttab\r\b\f\u0001\u007f",
        "Ünïcödé 語 😀", "<script>&'+",
        "\u2028\u2029", "lone \uD83D surrogate", "tail \uDE00", new string('ß', 300) + "😀", "null",
    ];

    private static readonly Instant[] Moments =
    [
        Instant.FromUtc(2026, 3, 8, 16, 0), Instant.MinValue, Instant.MaxValue, Instant.FromUnixTimeTicks(1),
        Instant.FromUnixTimeTicks(-1), Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(9999, 12, 31, 23, 59),
        Instant.FromUtc(
            2026, 1, 1, 0, 0).PlusNanoseconds(1), Instant.FromUtc(2026, 1, 1, 0, 0).PlusNanoseconds(500_000_000),
    ];

    private static readonly LocalDate[] Dates =
        [new(2026, 3, 8), new(1, 1, 1), new(9999, 12, 31), new(
            -44, 3, 15), LocalDate.MaxIsoValue, LocalDate.MinIsoValue];

    private static readonly double[] Ratios = [0, -0.0, 1, 0.1, 1e300, 5e-324, 1e16, 123456.789];

    private readonly Random _random = new(seed);

    public IReadOnlyList<Specimen> Some(int depth) => Many(() => One(depth));

    public Specimen One(int depth) => new()
    {
        Id = Id(),
        Text = Breaks ? null! : Text(),
        MaybeText = Maybe(Text),
        Number = _random.Next(-20, 20),
        MaybeNumber = Maybe(() => (int?)_random.Next()),
        Large = Breaks ? long.MaxValue : _random.Next(),
        MaybeLarge = Breaks ? long.MinValue : Maybe(() => (long?)7),
        Small = (short)_random.Next(short.MaxValue),
        Ratio = Breaks ? double.NaN : Of(Ratios),
        MaybeRatio = Breaks ? double.PositiveInfinity : Maybe(() => (double?)Of(Ratios)),
        Flag = Coin,
        MaybeFlag = Maybe(() => (bool?)Coin),
        Sort = Breaks ? (Sort)77 : (Sort)_random.Next(3),
        MaybeSort = Breaks ? (Sort)78 : Maybe(() => (Sort?)_random.Next(3)),
        Day = Breaks ? IsoDayOfWeek.None : (IsoDayOfWeek)_random.Next(1, 8),
        At = Of(Moments),
        MaybeAt = Maybe(() => (Instant?)Of(Moments)),
        On = Of(Dates),
        MaybeOn = Maybe(() => (LocalDate?)Of(Dates)),
        Time = new WallTime(_random.Next(1441)),
        Zone = Breaks ? default : new TimeZoneId("Europe/Berlin"),
        MaybeZone = Maybe(() => (TimeZoneId?)new TimeZoneId("America/New_York")),
        RealZone = Breaks ? null! : DateTimeZoneProviders.Tzdb["Asia/Tokyo"],
        BookId = Id(),
        MaybeBookId = Maybe(() => (Guid?)Id()),
        BookIds = Breaks ? null! : Many(Id),
        Texts = Breaks ? null! : Many(() => Breaks ? null! : Text()),
        MaybeTexts = Maybe(() => Many(() => Maybe(Text))),
        Numbers = Many(() => _random.Next()),
        Sorts = Many(() => Breaks ? (Sort)5 : Maybe(() => (Sort?)_random.Next(3))),
        Table = Many(() => Breaks ? null! : Many(Text)),
        Moments = Coin ? Many(() => Of(Moments)) : Many(() => Of(Moments)).Where(_ => true),
        Child = depth == 0 ? null : Maybe(() => One(depth - 1)),
        Detail = Breaks ? null! : Detail(2),
        MaybeDetail = Maybe(() => Detail(1)),
        Children = depth == 0 ? [] : Breaks ? null! : Many(() => Breaks ? null! : One(depth - 1)),
        MaybeChildren = depth == 0 ? null : Maybe(() => Many(() => Maybe(() => One(depth - 1)))),
        Details = Breaks ? null! : Many(() => Breaks ? null! : Detail(1)),
        MaybeDetails = Maybe(
            () => Coin ? Many(() => Maybe(() => Detail(0))) : Many(() => Maybe(() => Detail(0))).Where(_ => true)),
        Finds = Many<IFind>(() => Breaks ? null! : depth == 0 || Coin ? Detail(1) : One(depth - 1)),
        Related = Maybe<INode>(() => new AuthorNode(Id(), Breaks ? null! : Text())),
    };

    private bool Coin => _random.Next(2) == 0;

    private bool Breaks => _random.NextDouble() < broken;

    private Detail Detail(int depth) =>
        new(Breaks ? null! : Text(), Breaks ? double.NaN : Of(Ratios), depth == 0 ? null : Maybe(
            () => Detail(depth - 1)));

    private string Text() => Of(Texts);

    private Guid Id()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private T Of<T>(T[] values) => values[_random.Next(values.Length)];

    private T? Maybe<T>(Func<T> make) => _random.Next(3) == 0 ? default : make();

    private List<T> Many<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => make())];
}
