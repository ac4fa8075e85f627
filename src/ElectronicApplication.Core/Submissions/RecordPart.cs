using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <param name="Path">Within the package; "answers/0.json".</param>
/// <param name="Title">In the index, for people.</param>
/// <param name="FieldPath">The field that an attached file answers: what belongs to a row about somebody else is known by it.</param>
/// <param name="ForApplicant">Goes into the answer to a disclosure request, too: no internal notes, nothing about others.</param>
public sealed record RecordFile(string Path, string Title, string ContentType, byte[] Bytes, bool ForApplicant = true, string? FieldPath = null);

/// <summary>
/// What one module keeps about a submission: it goes into the file of the case (決裁文書), and it is destroyed with it. A module that keeps more than ids about
/// submissions registers one.
/// </summary>
public interface IRecordPart
{
    /// <summary>The files in the order of the index.</summary>
    Task<IReadOnlyList<RecordFile>> FilesAsync(OpenedSubmission opened, CancellationToken cancel);

    /// <summary>Removes or empties the tracked rows; the caller saves. What stands outside of the database is deleted by <see cref="AfterEraseAsync"/>.</summary>
    Task EraseAsync(Submission submission, CancellationToken cancel);

    /// <summary>After the rows are gone for good; may be called again.</summary>
    Task AfterEraseAsync(Guid submissionId, CancellationToken cancel) => Task.CompletedTask;
}
