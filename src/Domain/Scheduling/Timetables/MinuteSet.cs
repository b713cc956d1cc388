using System.Numerics;
using System.Runtime.InteropServices;

namespace Slotline.Domain.Scheduling.Timetables;

/// <summary>A set of minutes of a window, one bit each, on memory that the owner lends.</summary>
internal readonly ref struct MinuteSet(Span<ulong> words, int from, int to)
{
    private const int BitsPerWord = 64;
    private readonly Span<ulong> _words = words;

    /// <summary>First minute of the window.</summary>
    public int From { get; } = from;

    /// <summary>End of the window, exclusive.</summary>
    public int To { get; } = to;

    /// <summary>How many words of memory it takes.</summary>
    public int Size => _words.Length;

    public static int WordsFor(int from, int to) => (Math.Max(to - from, 0) + BitsPerWord - 1) / BitsPerWord;

    /// <summary>
    /// Adds <paramref name="first"/> and every step after it that lies before the end and in the window.
    /// </summary>
    public void AddEvery(int step, int first, int end)
    {
        if (first < From) first += (int)(((long)From - first + step - 1) / step) * step;
        end = Math.Min(end, To);
        for (long minute = first; minute < end; minute += step)
        {
            var bit = (int)minute - From;
            _words[bit / BitsPerWord] |= 1UL << bit;
        }
    }

    /// <summary>Removes the minutes from one, inclusive, to another, exclusive.</summary>
    public void Remove(int from, int to)
    {
        var first = Math.Max(from, From) - From;
        var last = Math.Min(to, To) - From - 1;
        if (first > last) return;
        int firstWord = first / BitsPerWord, lastWord = last / BitsPerWord;
        var head = ulong.MaxValue << first;
        var tail = ulong.MaxValue >> (BitsPerWord - 1 - last % BitsPerWord);
        if (firstWord == lastWord)
        {
            _words[firstWord] &= ~(head & tail);
            return;
        }

        _words[firstWord] &= ~head;
        _words[(firstWord + 1)..lastWord].Clear();
        _words[lastWord] &= ~tail;
    }

    public void Clear() => _words.Clear();

    public void UnionWith(MinuteSet other)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(_words);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(other._words);
        for (var i = 0; i < wide.Length; i++) wide[i] |= others[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < _words.Length; i++) _words[i] |= other._words[i];
    }

    public bool Contains(int minute)
    {
        var bit = minute - From;
        return bit >= 0 && minute < To && (_words[bit / BitsPerWord] >> bit & 1) != 0;
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in _words) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>The minutes in order.</summary>
    public int[] ToArray()
    {
        var minutes = new int[Count()];
        var next = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1)
                minutes[next++] = From + i * BitsPerWord + BitOperations.TrailingZeroCount(word);
        }

        return minutes;
    }

    /// <summary>The first minute; null where there is none.</summary>
    public int? First()
    {
        for (var i = 0; i < _words.Length; i++)
            if (_words[i] != 0) return From + i * BitsPerWord + BitOperations.TrailingZeroCount(_words[i]);
        return null;
    }
}
