using BenchmarkDotNet.Attributes;
using Slotline.Domain.Scheduling;

namespace Slotline.Slots;

/// <summary>The pure engine: a calendar made ready, and a search in it.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    private Calendar _calendar = null!;
    private Availability _availability = null!;
    private SlotQuery _query = null!;

    [Params(25, 100)]
    public int Technicians { get; set; }

    [Params(1, 31)]
    public int Days { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _calendar = Firm.Of(Technicians);
        _availability = new Availability(_calendar);
        _query = new SlotQuery(Firm.Service, 60, Firm.Today, Firm.Today.PlusDays(Days - 1), Firm.Zone)
        {
            WithTechnicians = false,
        };
    }

    [Benchmark]
    public Availability Ready() => new(_calendar);

    [Benchmark]
    public int Search() => _availability.Search(_query, Firm.Now).Count;
}
