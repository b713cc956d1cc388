using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Queries;

/// <summary>What is kept of one organization: its settings, and its calendar for the coming weeks.</summary>
/// <remarks>
/// Nothing kept is believed unseen: for each answer the organization's two counters are read, and the calendar is
/// brought up to them. Those who ask while that is done are served together by the next look, so each answer holds
/// everything that was committed before its question came, whichever server committed it. Only a server that writes
/// alone, and so hears of each commit before its caller does, leaves the look out for a while.
/// </remarks>
internal sealed class KeptCalendar(Guid organizationId, SlotlineDatabase database, CalendarShelf shelf)
{
    /// <summary>More changes than this are not caught up with one by one.</summary>
    private const int MostChanges = 1_000;

    private static readonly Duration Day = Duration.FromDays(1);

    // A month's picker, its margin, and a day until it is read again.
    private static readonly Duration LeastAhead = Duration.FromDays(32) + Calendar.Margin;

    // Horizons end before that; so does what anybody looks at more than once.
    private static readonly Duration MostAhead = Duration.FromDays(BookingHorizonDays) + Calendar.Margin;

    private const int BookingHorizonDays = ServiceBookingRules.FarthestHorizonDays + SlotQuery.MostDays;

    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private Look? _next;
    private CalendarSettings? _settings;
    private Rows? _rows;
    private Commit? _heard;
    private long _comparedAt = long.MinValue / 2;
    private long _tooManyUntil = long.MinValue;

    public CalendarSettings? Settings => Volatile.Read(ref _settings);

    /// <summary>How many rows it holds.</summary>
    public int Size => Volatile.Read(ref _rows)?.Size ?? 0;

    /// <summary>Greater than that of those who were asked about before it.</summary>
    public long LastUse { get; set; }

    /// <summary>Keeps settings that were read, unless newer ones are kept; the ones that are.</summary>
    public CalendarSettings Keep(CalendarSettings read)
    {
        lock (_gate)
        {
            if (_settings is null || _settings.Version < read.Version) Volatile.Write(ref _settings, read);
            return _settings!;
        }
    }

    /// <summary>Lets outdated settings go, unless there are others already.</summary>
    public void Forget(CalendarSettings outdated) => Interlocked.CompareExchange(ref _settings, null, outdated);

    /// <summary>From now on answers hold what this server has just committed.</summary>
    public void Hear(Commit commit) => Volatile.Write(ref _heard, commit);

    /// <summary>Whether a span is one that is kept; what lies far away, or is too much, is read by itself.</summary>
    public bool Takes(Interval span, Instant now) =>
        shelf.MostRows > 0 && now.ToUnixTimeTicks() >= Volatile.Read(ref _tooManyUntil)
        && span.Start >= now - Calendar.Margin - Day && span.End < now + MostAhead;

    /// <summary>
    /// The calendar as it is now, reaching over a span; null where the settings are outdated or there is too much in
    /// it.
    /// </summary>
    public Task<AvailabilityReading?> LookAsync(Interval span, Instant now)
    {
        if (Volatile.Read(ref _rows) is { } kept && kept.Serves(span, now) && IsBelieved(kept.Reading))
            return kept.Told;
        Look look;
        Task? before = null;
        lock (_gate)
        {
            if (_next is null) (_next, before, _last) = (new Look(), _last, Task.CompletedTask);
            look = _next;
            look.Want(span, now);
            if (before is not null) _last = look.Told;
        }

        // Who came first goes on where the look ends; nobody has to be woken for that.
        return before is null ? look.Told : LookAsync(look, before);
    }

    private async Task<AvailabilityReading?> LookAsync(Look look, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate) _next = null;
        try
        {
            var reading = await BringUpAsync(look.Span, look.Now);
            look.Tell(reading);
            return reading;
        }
        catch (Exception fault)
        {
            look.Fail(fault);
            throw;
        }
    }

    // The commits of an organization are one stream, so the last of them tells how far all have come.
    private bool IsBelieved(AvailabilityReading reading) =>
        shelf.BelievesFor > TimeSpan.Zero
        && Environment.TickCount64 - Volatile.Read(ref _comparedAt) < shelf.BelievesFor.TotalMilliseconds
        && (Volatile.Read(ref _heard) is not { } commit
            || (commit.Revision <= reading.Revision && commit.ConfigurationVersion <= reading.Settings.Version));

    private async Task<AvailabilityReading?> BringUpAsync(Interval span, Instant now)
    {
        var askedAt = Environment.TickCount64;
        var reading = await CompareAsync(span, now);
        Volatile.Write(ref _comparedAt, askedAt);
        return reading;
    }

    private async Task<AvailabilityReading?> CompareAsync(Interval span, Instant now)
    {
        var kept = _rows;
        if (kept is null || !kept.Serves(span, now)) return await LoadAsync(span, now);
        var (settings, known) = (kept.Reading.Settings, kept.Reading.Revision);
        var (revision, version) = await TakenQuery.ReadVersionsAsync(
            database, organizationId, CancellationToken.None);
        if (version != settings.Version) return Outdated(settings);
        if (revision == known) return kept.Reading;
        // Less than what is known is another past: a backup was put in place.
        if (revision < known || revision - known > MostChanges) return await LoadAsync(span, now);
        await using var db = database.Open(organizationId);
        var changes = await TakenQuery.ReadChangesAsync(db, known, CancellationToken.None);
        return changes.ConfigurationVersion == settings.Version ? Store(kept.After(changes)) : Outdated(settings);
    }

    private async Task<AvailabilityReading?> LoadAsync(Interval span, Instant now)
    {
        if (Settings is not { } settings) return null;
        var window = WindowFor(span, now);
        await using var db = database.Open(organizationId);
        var rows = await TakenQuery.ReadAsync(
            db, window, null, Guid.Empty, shelf.MostRowsOfOne, withRequests: true, CancellationToken.None);
        if (rows.ConfigurationVersion != settings.Version) return Outdated(settings);
        if (rows.Count > shelf.MostRowsOfOne)
        {
            Volatile.Write(ref _tooManyUntil, (now + Day).ToUnixTimeTicks());
            return Store(null);
        }

        var calendar = settings.Calendar(window, settings.Technicians, rows.Busy, rows.Pending);
        return Store(new Rows(new AvailabilityReading(new Availability(calendar), settings, rows.Revision), now));
    }

    private AvailabilityReading? Outdated(CalendarSettings settings)
    {
        Forget(settings);
        return Store(null);
    }

    private AvailabilityReading? Store(Rows? rows)
    {
        Volatile.Write(ref _rows, rows);
        shelf.Trim();
        return rows?.Reading;
    }

    // Whoever looks further ahead is likely to do so again: twice as far, so that it is read a few times at most.
    private Interval WindowFor(Interval span, Instant now)
    {
        var ahead = Duration.Max(span.End - now, LeastAhead);
        if (Volatile.Read(ref _rows) is { } kept && kept.IsOf(now))
            ahead = Duration.Max(ahead, Duration.Min(2 * (kept.Reading.Availability.Loaded.End - now), MostAhead));
        return new Interval(Instant.Min(span.Start, now - Calendar.Margin - Day), now + ahead);
    }

    private sealed record Rows(AvailabilityReading Reading, Instant ReadAt)
    {
        public int Size { get; } = Reading.Availability.Size;

        public Task<AvailabilityReading?> Told { get; } = Task.FromResult<AvailabilityReading?>(Reading);

        /// <summary>Read within the last day; older ones hold what has passed and nobody asks about.</summary>
        public bool IsOf(Instant now) => ReadAt - Day < now && now < ReadAt + Day;

        public bool Serves(Interval span, Instant now) => IsOf(now)
            && Reading.Availability.Loaded is var loaded && loaded.Start <= span.Start && span.End <= loaded.End;

        public Rows After(TakenRows changes)
        {
            var availability = Reading.Availability.After(new CalendarChanges(
                changes.Changed, changes.Busy, Reading.Settings.HoldsOf(changes.Pending)));
            return new Rows(new AvailabilityReading(availability, Reading.Settings, changes.Revision), ReadAt);
        }
    }

    /// <summary>One look into the database for all who wait for it.</summary>
    private sealed class Look
    {
        private readonly TaskCompletionSource<AvailabilityReading?> _told =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<AvailabilityReading?> Told => _told.Task;

        public Interval Span { get; private set; }

        public Instant Now { get; private set; } = Instant.MinValue;

        public void Want(Interval span, Instant now)
        {
            Span = Now == Instant.MinValue
                ? span
                : new Interval(Instant.Min(Span.Start, span.Start), Instant.Max(Span.End, span.End));
            Now = Instant.Max(Now, now);
        }

        public void Tell(AvailabilityReading? reading) => _told.SetResult(reading);

        public void Fail(Exception fault)
        {
            _told.SetException(fault);
            // Perhaps nobody waits for it but the one who looked.
            _ = _told.Task.Exception;
        }
    }
}
