// Checks the record of an incident with Go's own module for transparency logs: every signed head, that each holds the one
// before it, and that the newest one holds every line. Usage: check-log FOLDER
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	folder := os.Args[1]
	var stored []tlog.Hash
	tree := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			if index >= int64(len(stored)) {
				return nil, fmt.Errorf("lines are missing")
			}
			found[i] = stored[index]
		}
		return found, nil
	})
	var lines [][]byte
	for _, segment := range must(filepath.Glob(folder + "/log.*.jsonl")) {
		all := bytes.Split(must(os.ReadFile(segment)), []byte("\n"))
		for _, line := range all[:len(all)-1] {
			stored = append(stored, must(tlog.StoredHashes(int64(len(lines)), line, tree))...)
			lines = append(lines, line)
		}
	}
	keys := []note.Verifier{}
	for _, key := range strings.Fields(string(must(os.ReadFile(folder + "/keys/log.vkey")))) {
		keys = append(keys, must(note.NewVerifier(key)))
	}
	heads := []tlog.Tree{}
	for _, file := range must(filepath.Glob(folder + "/checkpoints/*.note")) {
		signed := must(note.Open(must(os.ReadFile(file)), note.VerifierList(keys...)))
		var origin, root string
		var head tlog.Tree
		must(fmt.Sscanf(signed.Text, "%s\n%d\n%s\n", &origin, &head.N, &root))
		head.Hash = must(tlog.ParseHash(root))
		heads = append(heads, head)
	}
	sort.Slice(heads, func(i, j int) bool { return heads[i].N < heads[j].N })
	for i, head := range heads {
		if must(tlog.TreeHash(head.N, tree)) != head.Hash {
			log.Fatalf("the lines do not make the head over %d of them", head.N)
		}
		if i > 0 {
			before := heads[i-1]
			proof := must(tlog.ProveTree(head.N, before.N, tree))
			must(0, tlog.CheckTree(proof, head.N, head.Hash, before.N, before.Hash))
		}
	}
	newest := heads[len(heads)-1]
	for n := int64(0); n < newest.N; n++ {
		proof := must(tlog.ProveRecord(newest.N, n, tree))
		must(0, tlog.CheckRecord(proof, newest.N, newest.Hash, n, tlog.RecordHash(lines[n])))
	}
	fmt.Printf("%d heads, %d lines, %d of them sealed\n", len(heads), len(lines), newest.N)
}
