using System.Buffers;

namespace Slotline.Graph.Transport;

/// <summary>Collects bytes in rented memory, which goes back when it is disposed.</summary>
internal sealed class PooledBuffer(int capacity = PooledBuffer.DefaultCapacity) : IBufferWriter<byte>, IDisposable
{
    private const int DefaultCapacity = 4 * 1_024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Grow(int sizeHint)
    {
        var wanted = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length >= wanted)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + wanted, _bytes.Length * 2));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
