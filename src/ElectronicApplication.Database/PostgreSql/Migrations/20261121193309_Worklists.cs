using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Worklists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Submissions_OfficeId_Status_SubmittedAt",
                table: "Submissions");

            migrationBuilder.AddColumn<Guid>(
                name: "AssigneeId",
                table: "Submissions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AssigneeName",
                table: "Submissions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DueAt",
                table: "Submissions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsClosed",
                table: "Submissions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("""UPDATE "Submissions" SET "IsClosed" = TRUE WHERE "Status" IN ('Granted', 'Refused', 'Dismissed', 'Withdrawn')""");

            migrationBuilder.CreateTable(
                name: "CaseNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    TextCipher = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseReads",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseReads", x => new { x.SubmissionId, x.StaffId });
                });

            migrationBuilder.CreateTable(
                name: "SearchKeys",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchKeys", x => new { x.Hash, x.SubmissionId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_AssigneeId_IsClosed_SubmittedAt_Id",
                table: "Submissions",
                columns: new[] { "AssigneeId", "IsClosed", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_IsClosed_SubmittedAt_Id",
                table: "Submissions",
                columns: new[] { "IsClosed", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OfficeId_IsClosed_DueAt_Id",
                table: "Submissions",
                columns: new[] { "OfficeId", "IsClosed", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OfficeId_IsClosed_SubmittedAt_Id",
                table: "Submissions",
                columns: new[] { "OfficeId", "IsClosed", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OfficeId_Status_SubmittedAt_Id",
                table: "Submissions",
                columns: new[] { "OfficeId", "Status", "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_SubmittedAt_Id",
                table: "Submissions",
                columns: new[] { "SubmittedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseNotes_SubmissionId_At",
                table: "CaseNotes",
                columns: new[] { "SubmissionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_SubmissionId",
                table: "SearchKeys",
                column: "SubmissionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseNotes");

            migrationBuilder.DropTable(
                name: "CaseReads");

            migrationBuilder.DropTable(
                name: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_AssigneeId_IsClosed_SubmittedAt_Id",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_IsClosed_SubmittedAt_Id",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_OfficeId_IsClosed_DueAt_Id",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_OfficeId_IsClosed_SubmittedAt_Id",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_OfficeId_Status_SubmittedAt_Id",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_SubmittedAt_Id",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "AssigneeId",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "AssigneeName",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "IsClosed",
                table: "Submissions");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OfficeId_Status_SubmittedAt",
                table: "Submissions",
                columns: new[] { "OfficeId", "Status", "SubmittedAt" });
        }
    }
}
