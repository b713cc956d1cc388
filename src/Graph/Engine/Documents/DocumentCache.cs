using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Slotline.Graph.Engine.Documents;

/// <summary>
/// Checked documents by their text, bounded by the memory they take; those asked for longest ago go first. A prepared
/// document holds nothing of the request that brought it, and all of its operations.
/// </summary>
internal sealed class DocumentCache(IOptions<GraphEngineOptions> options)
{
    /// <summary>How much is left after making room, so that room is not made for every new document.</summary>
    private const double KeptShare = 0.75;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _makingRoom = new();
    private readonly long _limit = options.Value.DocumentCacheBytes;
    private long _bytes;
    private long _clock;

    public int Count => _entries.Count;

    /// <summary>What the documents take, by estimate.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public PreparedDocument? Find(string text)
    {
        if (!_entries.TryGetValue(text, out var entry))
            return null;

        entry.LastUse = Interlocked.Increment(ref _clock);
        return entry.Document;
    }

    public void Add(string text, PreparedDocument document)
    {
        var size = document.EstimatedBytes + (text.Length * sizeof(char));
        if (size > _limit)
            return;

        var entry = new Entry(document, size) { LastUse = Interlocked.Increment(ref _clock) };
        if (_entries.TryAdd(text, entry) && Interlocked.Add(ref _bytes, size) > _limit)
            MakeRoom();
    }

    private void MakeRoom()
    {
        lock (_makingRoom)
        {
            foreach (var (text, entry) in _entries.OrderBy(pair => pair.Value.LastUse).ToArray())
            {
                if (Bytes <= _limit * KeptShare)
                    return;
                if (_entries.TryRemove(text, out _))
                    Interlocked.Add(ref _bytes, -entry.Size);
            }
        }
    }

    private sealed class Entry(PreparedDocument document, long size)
    {
        private long _lastUse;

        public PreparedDocument Document { get; } = document;

        public long Size { get; } = size;

        public long LastUse
        {
            get => Interlocked.Read(ref _lastUse);
            set => Interlocked.Exchange(ref _lastUse, value);
        }
    }
}
