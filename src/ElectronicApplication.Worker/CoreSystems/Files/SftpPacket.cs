using System.Buffers.Binary;
using System.Text;

namespace ElectronicApplication.Worker.CoreSystems.Files;

/// <summary>A request of SFTP: length, type, number, and what it takes. Big-endian; strings are UTF-8 with their length before them.</summary>
internal sealed class SftpPacket
{
    private readonly MemoryStream _bytes = new();

    /// <summary>Room for the length, the type and the request's number.</summary>
    public static SftpPacket Ask(byte type)
    {
        var packet = new SftpPacket();
        packet._bytes.Write([0, 0, 0, 0, type, 0, 0, 0, 0]);
        return packet;
    }

    public static byte[] Greeting() => [0, 0, 0, 5, Sftp.Init, 0, 0, 0, 3];

    public SftpPacket Number(uint value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        _bytes.Write(four);
        return this;
    }

    public SftpPacket Long(ulong value) => Number((uint)(value >> 32)).Number((uint)value);

    public SftpPacket Bytes(ReadOnlySpan<byte> value)
    {
        Number((uint)value.Length);
        _bytes.Write(value);
        return this;
    }

    public SftpPacket Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public byte[] Identified(uint id)
    {
        var packet = _bytes.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(packet, (uint)packet.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(5), id);
        return packet;
    }
}

/// <summary>An answer, read from its beginning to its end. What is missing is an <see cref="IOException"/>.</summary>
internal sealed class SftpAnswer(byte[] packet)
{
    private int _at = 1;

    public byte Type => packet[0];

    /// <summary>Of a status, after the request's number.</summary>
    public uint Code => packet.Length >= 9 ? BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(5)) : throw Short();

    public bool IsEnd => Type == Sftp.Status && Code == Sftp.EndOfFile;

    public bool IsRead => _at >= packet.Length;

    public uint Number()
    {
        if (_at + 4 > packet.Length)
            throw Short();
        _at += 4;
        return BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(_at - 4));
    }

    public byte[] Bytes()
    {
        var length = Number();
        if (length > packet.Length - _at)
            throw Short();
        _at += (int)length;
        return packet[(_at - (int)length).._at];
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public (bool IsFile, long Length, DateTime ChangedAt) FileAttributes()
    {
        var flags = Number();
        var length = (flags & 1) != 0 ? (long)(((ulong)Number() << 32) | Number()) : 0;
        if ((flags & 2) != 0)
            (_, _) = (Number(), Number());
        var mode = (flags & 4) != 0 ? Number() : 0x8000;
        if ((flags & 8) != 0)
            Number();
        var changed = (flags & 8) != 0 ? DateTime.UnixEpoch.AddSeconds(Number()) : DateTime.UnixEpoch;
        if ((flags & 0x80000000) != 0)
            for (var count = Number(); count > 0; count--)
                (_, _) = (Bytes(), Bytes());
        // S_IFMT, S_IFREG.
        return ((mode & 0xF000) == 0x8000, length, changed);
    }

    private static IOException Short() => new("The server's answer is shorter than it says.");
}
