using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Payouts;

/// <summary>What a result file says about: all lines, only those that could not be paid, or just the lines that it lists.</summary>
public enum PayoutResultScope { All, FailuresOnly, Listed }

/// <param name="Number">Of the line in the batch.</param>
/// <param name="Failure">Null when it was paid.</param>
internal readonly record struct PayoutLineResult(int Number, string? Failure);

/// <summary>Reads what the bank or the accounting office sends back. Whatever does not agree with the batch in number, amount or sum refuses the whole file.</summary>
internal static class PayoutResultFile
{
    public static Result<List<PayoutLineResult>> Read(byte[] file, byte[] sent, IReadOnlyList<PayoutLine> lines, PayoutOptions options) =>
        LooksLikeTransfers(file) ? Transfers(file, sent, lines, options) : List(file, lines);

    /// <summary>Transfer results cover the lines of the transfer file, lists may cover all.</summary>
    public static bool LooksLikeTransfers(byte[] file) => file.Length >= ZenginFile.RecordBytes && file[0] == '1' && file[1] == '2' && file[2] == '1';

    private static Result<List<PayoutLineResult>> Transfers(byte[] file, byte[] sent, IReadOnlyList<PayoutLine> lines, PayoutOptions options)
    {
        var (records, ours) = (Records(file), Records(sent));
        if (records is null || ours is null)
            return PayoutErrors.ResultRefused("レコードの長さが120バイトではありません。", "The records are not 120 bytes long.");
        if (records.Count < 3 || records[^2][0] != '8' || records[^1][0] != '9' || records.Skip(1).SkipLast(2).Any(r => r[0] != '2'))
            return PayoutErrors.ResultRefused("ヘッダー・データ・トレーラー・エンドの並びになっていません。", "The order of the records is wrong.");
        if (!records[0].AsSpan(4, 10).SequenceEqual(ours[0].AsSpan(4, 10)) || !records[0].AsSpan(54, 4).SequenceEqual(ours[0].AsSpan(54, 4)))
            return PayoutErrors.ResultRefused("依頼人コードか振込指定日が、この振込データと違います。別の振込の結果ではないか確認してください。", "Client code or date differ from the batch.");

        // Our own records, by what a bank leaves as it is; equal ones are taken one after another.
        var transfers = lines.Where(l => !l.IsPublicAccount).OrderBy(l => l.Number).ToList();
        var open = ours.Skip(1).SkipLast(2).Zip(transfers).GroupBy(p => Key(p.First)).ToDictionary(g => g.Key, g => new Queue<PayoutLine>(g.Select(p => p.Second)));
        var results = new List<PayoutLineResult>();
        long sum = 0;
        foreach (var (record, i) in records.Skip(1).SkipLast(2).Select((record, i) => (record, i + 1)))
        {
            if (!open.TryGetValue(Key(record), out var queue) || !queue.TryDequeue(out var line))
                return PayoutErrors.ResultRefused($"データの {i} 件目は、この振込データにありません（口座・金額が違います）。", $"Data record {i} is not in the batch.");
            var code = ((char)record[options.ResultColumn - 1]).ToString();
            if (code != "0" && options.Failure(code) is null)
                return PayoutErrors.ResultRefused($"データの {i} 件目の結果コード「{code}」の意味が登録されていません。結果の入っていないファイルではないか確認してください。", $"Result code '{code}' of record {i} is unknown.");
            sum += line.AmountYen;
            results.Add(new(line.Number, code == "0" ? null : options.Failure(code)));
        }
        var trailer = ZenginText.Read(records[^2]);
        if (!long.TryParse(trailer.AsSpan(1, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || !long.TryParse(trailer.AsSpan(7, 12), NumberStyles.None, CultureInfo.InvariantCulture, out var total) || count != results.Count || total != sum)
            return PayoutErrors.ResultRefused($"トレーラーの合計（{trailer[1..7].TrimStart('0')} 件、{trailer[7..19].TrimStart('0')} 円）が、データの合計（{results.Count} 件、{sum} 円）と合いません。", "The trailer's totals do not agree with the records.");
        return results;
    }

    private static string Key(byte[] r) => ZenginText.Read(r.AsSpan(1, 4)) + ZenginText.Read(r.AsSpan(20, 3)) + ZenginText.Read(r.AsSpan(42, 8)) + ZenginText.Read(r.AsSpan(80, 10)) + ZenginText.Read(r.AsSpan(91, 20));

    private static List<byte[]>? Records(byte[] file)
    {
        var bytes = file.Where(b => b is not (0x0D or 0x0A or 0x1A)).ToArray();
        return bytes.Length == 0 || bytes.Length % ZenginFile.RecordBytes != 0 ? null : [.. bytes.Chunk(ZenginFile.RecordBytes)];
    }

    private static Result<List<PayoutLineResult>> List(byte[] file, IReadOnlyList<PayoutLine> lines)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            text = CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(file);
        }
        var rows = PayoutCsv.Read(text);
        string[] heads = rows.Count == 0 ? [] : rows[0];
        int Column(string name) => Array.FindIndex(heads, h => h.Trim() == name);
        var (number, receipt, amount, result, reason) = (Column("番号"), Column("受付番号"), Column("金額"), Column("結果"), Column("理由"));
        if (number < 0 || receipt < 0 || amount < 0 || result < 0)
            return PayoutErrors.ResultRefused("総合振込の結果でも、見出し（番号・受付番号・金額・結果）のある CSV でもありません。", "Neither a transfer result nor a CSV with the expected columns.");
        var byNumber = lines.ToDictionary(l => l.Number);
        var results = new Dictionary<int, PayoutLineResult>();
        foreach (var (row, i) in rows.Skip(1).Select((row, i) => (row, i + 2)))
        {
            string Cell(int column) => column >= 0 && column < row.Length ? row[column].Trim() : "";
            if (!int.TryParse(Cell(number), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || !byNumber.TryGetValue(n, out var line) || line.ReceiptNumber != Cell(receipt))
                return PayoutErrors.ResultRefused($"{i} 行目の番号と受付番号が、この振込データにありません。", $"Row {i} is not in the batch.");
            if (!long.TryParse(Cell(amount).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var yen) || yen != line.AmountYen)
                return PayoutErrors.ResultRefused($"{i} 行目の金額が、この振込データ（{line.AmountYen} 円）と合いません。", $"The amount of row {i} differs.");
            PayoutLineResult? outcome = Cell(result) switch
            {
                PayoutCsv.PaidWord or "0" or "済" => new(n, null),
                PayoutCsv.FailedWord or "1" => new(n, Cell(reason) is { Length: > 0 and <= 200 } why ? why : "理由の記載なし"),
                _ => null,
            };
            if (outcome is null)
                return PayoutErrors.ResultRefused($"{i} 行目の結果は「{PayoutCsv.PaidWord}」か「{PayoutCsv.FailedWord}」にしてください。", $"The result of row {i} is unknown.");
            if (!results.TryAdd(n, outcome.Value))
                return PayoutErrors.ResultRefused($"番号 {n} が二度あります。", $"Number {n} stands twice.");
        }
        return results.Values.ToList();
    }
}
