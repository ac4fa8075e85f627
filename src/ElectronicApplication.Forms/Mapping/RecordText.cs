namespace ElectronicApplication.Forms.Mapping;

/// <summary>One record as the text of a file: a line of a CSV file, a record of fixed width, an element of XML. Every character of it is in the layout's character set.</summary>
public sealed record RecordText(string Record, FileLayout Layout);

/// <summary>What surrounds the records in a file. In header and trailer stand {count} (of records), {date} (yyyyMMdd), {time} (HHmmss) and {number} (of the file).</summary>
/// <param name="Charset">One of the names that <c>TargetCharset</c> knows: "utf-8", "windows-31j", "shift_jis", "euc-jp", "shift_jis-2004", "euc-jis-2004", "iso-2022-jp".</param>
/// <param name="NewLine">After the header, each record and the trailer: "\r\n", "\n" or "".</param>
/// <param name="Extension">Of the file, with its dot: ".csv".</param>
public sealed record FileLayout(string Charset, string NewLine, string? Header, string? Trailer, string Extension = ".csv", bool ByteOrderMark = false);
